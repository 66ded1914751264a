/// What was read of something that need not be sent again while it is unchanged.
package enum FetchAnswer<Value: Sendable>: Sendable {
  /// Its state now. The receipt is to be given back to the fetcher (`confirm`) once the state was put to use.
  case fresh(Value, FetchReceipt)
  /// It is as it was when it was last confirmed.
  case unchanged
  /// It was not read.
  case failed(FetchFailure)
}

extension FetchAnswer: Equatable where Value: Equatable {}
