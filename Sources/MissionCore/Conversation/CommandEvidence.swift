/// What GitHub says about a comment that commands when it is asked for that very comment. A webhook tells who acted and
/// which words stand there now, not who wrote them: only this decides.
package enum CommandEvidence: Hashable, Sendable, Codable {
  /// There is no such comment, or not any more.
  case missing
  /// It stands under `target` and holds `commands`. `editor` changed its words last; nil where they are the author's
  /// own.
  case written(
    author: Account, editor: Account?, isByApp: Bool, target: IssueReference, commands: [CommentCommand])
}
