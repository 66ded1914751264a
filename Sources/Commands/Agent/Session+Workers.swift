import Client
import CommandLine
import Workers

extension Session {
  /// The town's data directory, absolute: where the workers of this machine keep what they need.
  var dataDirectory: String { surroundings.absolute(configuration.absoluteData) }

  /// Where an agent's worker keeps its lock, its settings and its logs.
  func workerFolder(of agent: String) -> WorkerFolder { WorkerFolder(data: dataDirectory, agent: agent) }
}
