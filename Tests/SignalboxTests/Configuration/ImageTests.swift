import FoundationEssentials
import Testing

/// The container's image.
@Suite struct ImageTests {
  private func text(_ name: String) throws -> String {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return String(decoding: try Data(contentsOf: URL(filePath: "/\(root)/\(name)")), as: UTF8.self)
  }

  @Test("the image is built with every library that is listed, and has every program that Signalbox runs")
  func packages() throws {
    let listed = try text("deploy/packages").split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    let stages = try text("Dockerfile").components(separatedBy: "\nFROM ")
    #expect(stages.count == 3)
    func words(_ text: String) -> Set<String> { Set(text.split { " \n\\".contains($0) }.map(String.init)) }
    for package in listed {
      // jq is for the scripts beside this one, which do not run in the image.
      guard package != "jq" else { continue }
      let stage = package.hasSuffix("-dev") ? stages[1] : stages[2]
      #expect(words(stage).contains(package), "\(package)")
    }
  }
}
