/// How an action's success is told.
enum ActionNotice {
  /// As the mission's progress.
  case progress
  /// As a remark: it is no progress.
  case remark
  /// Not at all: it says something itself.
  case none
}
