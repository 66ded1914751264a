import MissionCore

extension Call {
  /// Comments as a listing's query wants them: since when, in which order.
  func selected<Owner, Comment>(
    _ comments: [(Owner, Comment)], by age: (Comment) -> (updatedAt: Timestamp, id: Int)
  ) -> [(Owner, Comment)] {
    let since = query["since"].flatMap { Timestamp(rfc3339: $0) }
    let byUpdate = query["sort"] == "updated"
    let selected = comments.filter { comment in since.map { age(comment.1).updatedAt >= $0 } ?? true }
      .sorted { byUpdate ? age($0.1) < age($1.1) : age($0.1).id < age($1.1).id }
    return query["direction"] == "desc" ? selected.reversed() : selected
  }
}
