@testable import MissionCore

/// Where a value still speaks of a repository, by reflection: a field that is added tomorrow is found as well. Former
/// names, which are kept on purpose, and what is only remembered of a look do not count.
func places(of repository: RepositoryName, in value: Any, at place: String = "") -> [String] {
  switch value {
  case let name as RepositoryName: return name == repository ? [place] : []
  case is String, is Int, is Bool, is Timestamp, is Settlement, is Readings: return []
  default: break
  }
  return Mirror(reflecting: value).children.flatMap { label, child in
    label == "formerNames" ? [] : places(of: repository, in: child, at: "\(place).\(label ?? "")")
  }
}
