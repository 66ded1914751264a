extension UInt8 {
  /// Whether it is a blank, a tab or an end of line.
  var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
