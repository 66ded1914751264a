/// Bots that no row of the catalogue describes. Nobody knows what they write, so they are neither waited for nor
/// believed; but what plainly lists findings is not passed over: a person is asked once.
extension PullRequestFacts {
  /// Of each such bot the newest word about the head that lists findings: a review that does so by any rule that holds
  /// for all bots, or a comment with a part of its own for them. Bots comment on all sorts of things, and review only
  /// changes.
  var unlistedFindings: [BotWord] {
    guard let snapshot = snapshotOfHead else { return [] }
    let reviews = (snapshot.botReviews ?? []).compactMap { review -> BotWord? in
      guard review.commit == snapshot.head, let bot = unlisted(review.reviewer, review.body, snapshot),
        reviewFinds(review, bot, snapshot)
      else { return nil }
      let comment = CommentFact(
        id: review.id, author: review.reviewer, body: review.body, url: review.url,
        updatedAt: review.submittedAt ?? snapshot.updatedAt)
      return BotWord(bot: bot, place: .review, comment: comment, meaning: .findings, isOfHead: true)
    }
    let comments = snapshot.botComments.elements.compactMap { comment -> BotWord? in
      guard let bot = unlisted(comment.author, comment.body, snapshot), isAboutHead(comment, .findings, snapshot),
        BotSections.listFindings(in: Array(comment.body.lowercased().utf8))
      else { return nil }
      return BotWord(bot: bot, place: .comment(comment.id), comment: comment, meaning: .findings, isOfHead: true)
    }
    let words = Dictionary(grouping: reviews + comments, by: \.bot.name)
    return words.sorted { $0.key < $1.key }.compactMap { $0.value.max { $1.follows($0) } }
  }

  private func unlisted(_ account: Account, _ body: String, _ snapshot: PullRequestSnapshot) -> ReviewBot? {
    guard account.isBot, ReviewBot.known(account) == nil, ReviewBot.speaking(body, by: account) == nil,
      // Neither its author's own words nor ours.
      account.folded != snapshot.author.folded, !body.holds(StatusComment.markerStart)
    else { return nil }
    return ReviewBot(name: account.login, logins: [account.folded])
  }

  private func reviewFinds(_ review: ReviewFact, _ bot: ReviewBot, _ snapshot: PullRequestSnapshot) -> Bool {
    switch BotText.meaning(of: review.body, by: bot) {
    case .findings: true
    // What stands in threads is looked after there.
    case .announces(let count):
      count > snapshot.threads.elements.count { $0.comments.first?.author.folded == review.reviewer.folded }
    case .clean, .undecided, .standsDown, .working, .overview, .unknown, nil: false
    }
  }
}
