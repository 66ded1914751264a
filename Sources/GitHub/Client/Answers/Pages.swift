/// The pages of a listing, in their order.
package struct Pages<Page: Sendable>: Sendable {
  /// The pages that were read; at least one.
  package let pages: [Page]
  /// Where the listing goes on, if it was cut at the bound: then what is not in these pages may still be there.
  package let next: PageCursor?
  /// What to know the first page by next time.
  package let validator: Validator

  /// Whether these are all. A listing that was cut at the bound says nothing about what is not in it.
  package var isComplete: Bool { next == nil }
}

/// What a listing brought that was asked for only if it had changed.
package enum PagesAnswer<Page: Sendable>: Sendable {
  /// It changed; all of it was read.
  case fresh(Pages<Page>)
  /// The first page is what the validator stood for; this one replaces it.
  case unchanged(Validator)
}
