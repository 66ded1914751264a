import MissionCore

/// Reviews, and comments on lines.
enum ReviewEndpoints {
  static let routes = [
    Route("GET", "/repos/{owner}/{repo}/pulls/{number}/reviews", list),
    Route("POST", "/repos/{owner}/{repo}/pulls/{number}/reviews", create),
    Route("PUT", "/repos/{owner}/{repo}/pulls/{number}/reviews/{id}/dismissals", dismiss),
    Route("GET", "/repos/{owner}/{repo}/pulls/comments", allComments),
    Route("PATCH", "/repos/{owner}/{repo}/pulls/comments/{id}", updateComment),
    Route("DELETE", "/repos/{owner}/{repo}/pulls/comments/{id}", deleteComment),
    Route("GET", "/repos/{owner}/{repo}/pulls/{number}/comments", comments),
    Route("POST", "/repos/{owner}/{repo}/pulls/{number}/comments", comment),
    Route("POST", "/repos/{owner}/{repo}/pulls/{number}/comments/{id}/replies", reply),
  ]

  private static func list(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let pull = try core.state.pull(call.number(), in: repository)
    // A review that is still being written is seen by its author alone.
    let visible = pull.reviews.filter { $0.state != .pending || $0.author == call.act.actor }
    return .list(visible.map { core.state.reviewShape($0, pull, in: repository.id) })
  }

  private static func create(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let state: ReviewRecord.State
    switch call.body["event"].stringValue {
    case "APPROVE": state = .approved
    case "REQUEST_CHANGES": state = .changesRequested
    case "COMMENT": state = .commented
    case nil: state = .pending
    case .some: throw .unprocessable("event is not included in the list")
    }
    let comments = call.body["comments"].elements.compactMap { comment -> ReviewDraft.Comment? in
      guard let path = comment["path"].stringValue, let body = comment["body"].stringValue else { return nil }
      return .init(path: path, line: comment["line"].integerValue ?? comment["position"].integerValue, body: body)
    }
    let draft = ReviewDraft(
      state, body: call.body["body"].stringValue ?? "", commit: call.body["commit_id"].stringValue,
      comments: comments)
    let reviewed = try core.state.review(call.number(), in: call.repository, draft, by: call.act)
    core.emit(reviewed.events, at: call.act.now)
    return try show(reviewed.value, core, call)
  }

  private static func dismiss(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    _ = try call.required("message")
    let events = try core.state.dismissReview(
      call.number("id"), of: call.number(), in: call.repository, by: call.act)
    core.emit(events, at: call.act.now)
    return try show(call.number("id"), core, call)
  }

  private static func show(_ id: Int, _ core: SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    let pull = try core.state.pull(call.number(), in: repository)
    guard let review = pull.reviews.first(where: { $0.id == id }) else { throw .notFound }
    return .document(core.state.reviewShape(review, pull, in: repository.id))
  }

  // MARK: Comments on lines

  private static func allComments(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    return .list(selected(Array(repository.pulls.values), core, call, in: repository))
  }

  private static func comments(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    return .list(selected([try core.state.pull(call.number(), in: repository)], core, call, in: repository))
  }

  private static func selected(
    _ pulls: [PullRequestRecord], _ core: SandboxCore, _ call: Call, in repository: RepositoryRecord
  ) -> [JSONValue] {
    let comments = pulls.flatMap { pull in pull.comments.map { (pull, $0) } }
    return call.selected(comments) { ($0.updatedAt, $0.id) }.map {
      core.state.lineCommentShape($0.1, $0.0, in: repository.id)
    }
  }

  private static func comment(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let body = try call.required("body")
    let acted: Acted<Int>
    if let id = call.body["in_reply_to"].integerValue {
      acted = try core.state.reply(to: id, of: call.number(), in: call.repository, body, by: call.act)
    } else {
      acted = try core.state.commentOnLine(
        of: call.number(), in: call.repository,
        .init(path: call.required("path"), line: call.body["line"].integerValue, body: body),
        commit: call.body["commit_id"].stringValue, by: call.act)
    }
    core.emit(acted.events, at: call.act.now)
    return try showComment(acted.value, core, call)
  }

  private static func reply(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let acted = try core.state.reply(
      to: call.number("id"), of: call.number(), in: call.repository, call.required("body"), by: call.act)
    core.emit(acted.events, at: call.act.now)
    return try showComment(acted.value, core, call)
  }

  private static func updateComment(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let id = try call.number("id")
    let events = try core.state.editLineComment(id, in: call.repository, to: call.required("body"), by: call.act)
    core.emit(events, at: call.act.now)
    return try showComment(id, core, call, status: 200)
  }

  private static func deleteComment(_ core: inout SandboxCore, _ call: Call) throws(APIRefusal) -> Answer {
    let events = try core.state.editLineComment(call.number("id"), in: call.repository, to: nil, by: call.act)
    core.emit(events, at: call.act.now)
    return .empty()
  }

  private static func showComment(
    _ id: Int, _ core: SandboxCore, _ call: Call, status: Int = 201
  ) throws(APIRefusal) -> Answer {
    let repository = try core.state.repository(call.repository)
    for pull in repository.pulls.values {
      guard let comment = pull.comments.first(where: { $0.id == id }) else { continue }
      return .document(core.state.lineCommentShape(comment, pull, in: repository.id), status: status)
    }
    throw .notFound
  }
}
