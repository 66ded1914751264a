import MissionCore

/// The queries by which pull requests are read.
///
/// What a batch of 25 costs, by GitHub's rule (one request per connection and parent, divided by 100): each pull
/// request has 11 connections, so 25 × 11 / 100 = 3 points of the 5 000 an hour, and some 15 000 of the 500 000 nodes.
/// The comments of the threads would be one more request for each thread that there might be, 25 points for a hundred
/// of each: they are asked for in a query of their own, by the threads that there are, a point for each hundred.
enum PullRequestQuery {
  /// The pull requests of one query.
  static let batchSize = 25
  /// The comments read of each thread; of longer ones the last are asked for again.
  static let threadComments = 20

  /// Reads up to `batchSize` pull requests of one owner, each under its place in the list: `p0`, `p1`, …
  static func batch(
    _ references: ArraySlice<PullRequestReference>, without parts: Set<QueryPart> = []
  ) -> GraphQLQuery {
    var variables: [String: GraphQLQuery.Value] = [:]
    for (place, reference) in references.enumerated() {
      variables["o\(place)"] = .text(reference.repository.owner)
      variables["r\(place)"] = .text(reference.repository.name)
      variables["n\(place)"] = .number(reference.number)
    }
    return GraphQLQuery(
      text: batchText(count: references.count, without: parts), variables: variables,
      about: references.first?.repository)
  }

  /// Reads the next page of what had more than one page, for one pull request.
  static func pages(
    _ pages: PullRequestPages, of reference: PullRequestReference, without parts: Set<QueryPart> = []
  ) -> GraphQLQuery {
    var variables: [String: GraphQLQuery.Value] = [
      "o0": .text(reference.repository.owner), "r0": .text(reference.repository.name), "n0": .number(reference.number),
    ]
    for (name, cursor) in [
      ("checks", pages.checks), ("reviews", pages.reviews), ("threads", pages.threads), ("comments", pages.comments),
      ("rules", pages.rules),
    ] where name != "rules" || !parts.contains(.rules) {
      variables["\(name)"] = .flag(cursor != nil)
      variables["\(name)Cursor"] = cursor.map { .text($0) } ?? .null
    }
    return GraphQLQuery(text: pagesText(without: parts), variables: variables, about: reference.repository)
  }

  /// Reads the first comments of up to 100 threads.
  static func firstComments(
    ofThreads ids: some Sequence<String>, in repository: RepositoryName, without parts: Set<QueryPart> = []
  ) -> GraphQLQuery {
    GraphQLQuery(
      text: firstCommentsText(without: parts), variables: ["ids": .list(Array(ids.prefix(100)))], about: repository)
  }

  /// Reads the last comments of up to 100 threads.
  static func lastComments(
    ofThreads ids: some Sequence<String>, in repository: RepositoryName, without parts: Set<QueryPart> = []
  ) -> GraphQLQuery {
    GraphQLQuery(
      text: lastCommentsText(without: parts), variables: ["ids": .list(Array(ids.prefix(100)))], about: repository)
  }
}

extension PullRequestQuery {
  /// The document for so many pull requests. `isRequired` wants each one's own number, so that part is written for
  /// each.
  static func batchText(count: Int, without parts: Set<QueryPart> = []) -> String {
    let reactions =
      parts.contains(.reactions) ? "" : "reactions(last:50){nodes{content createdAt user{login databaseId}}}"
    let suites =
      parts.contains(.suites)
      ? ""
      : " checkSuites(last:50){nodes{databaseId status conclusion url updatedAt app{slug databaseId} "
        + "workflowRun{databaseId\(parts.contains(.workflowEvent) ? "" : " event") workflow{databaseId name}}}}"
    let rules = parts.contains(.rules) ? "" : " rules(first:100){...rules}"
    let stack = parts.contains(.stack) ? "" : " associatedPullRequests(last:1,states:[OPEN,MERGED]){nodes{number}}"
    let places = 0..<count
    let parameters = places.map { "$o\($0):String!,$r\($0):String!,$n\($0):Int!" }.joined(separator: ",")
    let fields = places.map { place in
      """
      p\(place):repository(owner:$o\(place),name:$r\(place)){nameWithOwner defaultBranchRef{name} pullRequest(number:$n\(place)){
        ...facts
        commits(last:1){nodes{commit{oid committedDate\(suites) statusCheckRollup{state contexts(first:100){
          \(contexts(number: "$n\(place)"))
        }}}}}
        latestOpinionatedReviews(first:100,writersOnly:true){...reviews}
        lastReviews:reviews(last:30){...reviews}
        reviewThreads(first:100){...threads}
        comments(last:50){...conversation}
        \(reactions)
        baseRef{...protection\(rules)\(stack)}
      }}
      """
    }
    return """
      query(\(parameters)){
      \(fields.joined(separator: "\n"))
      rateLimit{cost remaining resetAt}
      }
      \(factsFragment(without: parts))\n\(protectionFragment(without: parts))\n\(pageFragments(without: parts))
      """
  }

  /// The document for the following pages of one pull request.
  static func pagesText(without parts: Set<QueryPart> = []) -> String {
    let hasRules = !parts.contains(.rules)
    return """
      query($o0:String!,$r0:String!,$n0:Int!,$checks:Boolean!,$checksCursor:String,$reviews:Boolean!,$reviewsCursor:String,
        $threads:Boolean!,$threadsCursor:String,$comments:Boolean!,$commentsCursor:String\
      \(hasRules ? ",$rules:Boolean!,$rulesCursor:String" : "")){
      p0:repository(owner:$o0,name:$r0){pullRequest(number:$n0){
        commits(last:1)@include(if:$checks){nodes{commit{oid statusCheckRollup{contexts(first:100,after:$checksCursor){
          \(contexts(number: "$n0"))
        }}}}}
        latestOpinionatedReviews(first:100,after:$reviewsCursor,writersOnly:true)@include(if:$reviews){...reviews}
        reviewThreads(first:100,after:$threadsCursor)@include(if:$threads){...threads}
        comments(last:100,before:$commentsCursor)@include(if:$comments){...conversation}
        \(hasRules ? "baseRef@include(if:$rules){rules(first:100,after:$rulesCursor){...rules}}" : "")
      }}
      rateLimit{cost remaining resetAt}
      }
      \(pageFragments(without: parts))
      """
  }

  /// The document for the first comments of threads.
  static func firstCommentsText(without parts: Set<QueryPart> = []) -> String { commentsText("first", parts) }
  /// The document for the last comments of long threads.
  static func lastCommentsText(without parts: Set<QueryPart> = []) -> String { commentsText("last", parts) }

  private static func commentsText(_ end: String, _ parts: Set<QueryPart>) -> String {
    """
    query($ids:[ID!]!){
    nodes(ids:$ids){...on PullRequestReviewThread{id
      comments(\(end):\(threadComments)){totalCount nodes{...threadComment}}}}
    rateLimit{cost remaining resetAt}
    }
    fragment threadComment on PullRequestReviewComment{id\(number(parts)) author{...author} authorAssociation body url
      updatedAt}
    \(authorFragment)
    """
  }

  private static func number(_ parts: Set<QueryPart>) -> String { parts.contains(.numbers) ? "" : " fullDatabaseId" }

  private static func contexts(number: String) -> String {
    """
    totalCount pageInfo{hasNextPage endCursor} nodes{
    __typename
    ...on CheckRun{...run isRequired(pullRequestNumber:\(number))}
    ...on StatusContext{...status isRequired(pullRequestNumber:\(number))}
    }
    """
  }

  private static func factsFragment(without parts: Set<QueryPart>) -> String {
    let queue = parts.contains(.mergeQueue) ? "" : " isMergeQueueEnabled isInMergeQueue mergeQueueEntry{state}"
    let closed =
      parts.contains(.closedIssues)
      ? "" : "closingIssuesReferences(first:20){nodes{number repository{nameWithOwner}}}"
    return """
      fragment facts on PullRequest{
        title url author{...author} state merged isDraft headRefOid headRefName baseRefName mergeable mergeStateStatus body
        createdAt closedAt updatedAt mergeCommit{oid} reviewDecision\(queue)
        \(closed)
      }
      """
  }

  private static func protectionFragment(without parts: Set<QueryPart>) -> String {
    """
    fragment protection on Ref{
      branchProtectionRule{requiresStatusChecks requiredStatusCheckContexts
        \(parts.contains(.requiredApps) ? "" : "requiredStatusChecks{context app{databaseId}}")}
      \(parts.contains(.publicProtection) ? "" : "refUpdateRule{requiredStatusCheckContexts}")
    }
    """
  }

  private static func pageFragments(without parts: Set<QueryPart>) -> String {
    let event = parts.contains(.workflowEvent) ? "" : " event"
    let rules = """
      fragment rules on RepositoryRuleConnection{
        totalCount pageInfo{hasNextPage endCursor}
        nodes{type parameters{__typename ...on RequiredStatusChecksParameters{
          strictRequiredStatusChecksPolicy requiredStatusChecks{context integrationId}}}}
      }
      """
    return """
      fragment run on CheckRun{
        name status conclusion startedAt completedAt detailsUrl url title summary databaseId\(parts.contains(.externalID) ? "" : " externalId")
        checkSuite{databaseId app{slug databaseId} workflowRun{databaseId\(event) workflow{databaseId}}}
      }
      fragment status on StatusContext{context state description targetUrl createdAt}
      fragment reviews on PullRequestReviewConnection{
        totalCount pageInfo{hasNextPage endCursor}
        nodes{id\(number(parts)) author{...author} state commit{oid} body url submittedAt}
      }
      fragment threads on PullRequestReviewThreadConnection{
        totalCount pageInfo{hasNextPage endCursor}
        nodes{id isResolved isOutdated path line originalLine}
      }
      fragment conversation on IssueCommentConnection{
        totalCount pageInfo{hasPreviousPage startCursor}
        nodes{id\(number(parts)) author{...author} body url updatedAt}
      }
      \(parts.contains(.rules) ? "" : rules)
      \(authorFragment)
      """
  }

  private static let authorFragment = "fragment author on Actor{__typename login}"
}
