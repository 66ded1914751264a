import MissionStore

/// A body as it arrives: unpacked while it is small, compressed from then on.
///
/// A small one is packed only once its signature has held and its event is known to be of use; a large one must be
/// packed as it comes, or it would have to be kept whole.
struct DeliveryBody {
  private enum State {
    case gathering([UInt8])
    case packing(BodyCompressor)
    case failed(BodyError)
  }

  /// Up to this size a body is kept as it is.
  static let gatheringLimit = 64 << 10

  private let directory: String
  private var state: State

  /// - Parameters:
  ///   - directory: where temporary files go.
  ///   - announced: the body's announced length, if there is one.
  init(directory: String, announced: UInt64?) {
    self.directory = directory
    var gathered: [UInt8] = []
    if let announced { gathered.reserveCapacity(Int(clamping: min(announced, UInt64(Self.gatheringLimit)))) }
    state = .gathering(gathered)
  }

  /// Takes the next bytes. A failure is remembered until the end.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    switch state {
    case .gathering(var gathered):
      state = .gathering([])
      guard gathered.count + bytes.count > Self.gatheringLimit else {
        gathered.append(contentsOf: bytes)
        state = .gathering(gathered)
        return
      }
      let compressor = BodyCompressor(directory: directory)
      state = .packing(compressor)
      gathered.withUnsafeBytes { pack($0, with: compressor) }
      pack(bytes, with: compressor)
    case .packing(let compressor):
      pack(bytes, with: compressor)
    case .failed:
      break
    }
  }

  /// What was kept of a whole body.
  enum Kept: Sendable {
    case raw([UInt8])
    case packed(CompressedBody)
  }

  /// Ends the body.
  package mutating func finish() throws(BodyError) -> Kept {
    switch state {
    case .gathering(let gathered): return .raw(gathered)
    case .packing(let compressor): return .packed(try compressor.finish())
    case .failed(let error): throw error
    }
  }

  private mutating func pack(_ bytes: UnsafeRawBufferPointer, with compressor: BodyCompressor) {
    if case .failed = state { return }
    do throws(BodyError) {
      try compressor.append(bytes)
    } catch {
      state = .failed(error)
    }
  }
}
