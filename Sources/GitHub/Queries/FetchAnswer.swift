/// What was read of something that can be asked for by its tag.
public enum FetchAnswer<Value: Sendable>: Sendable {
  /// Its state now.
  case fresh(Value)
  /// It is as it was when this fetcher read it last.
  case unchanged
  /// It was not read.
  case failed(FetchFailure)
}

extension FetchAnswer: Equatable where Value: Equatable {}
