/// The primary limits that calls of ours draw on, named as in `x-ratelimit-resource`.
package enum RateResource: String, Sendable, Hashable, CaseIterable {
  case core
  case search
  case graphql
}
