import MissionCore

extension Timestamp {
  /// Whole seconds since 1970, as GitHub counts them.
  var epochSeconds: Int { seconds(since: Timestamp(milliseconds: 0)) }
}
