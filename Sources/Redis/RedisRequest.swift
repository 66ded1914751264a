/// What a connection can be asked for.
package indirect enum RedisRequest: Sendable {
  /// A command by its words, the name first.
  case command([RedisArgument])
  /// A script: sent as `EVALSHA`, and once more with its source if the server does not know it.
  case script(Script, keys: [String], arguments: [RedisArgument])
}
