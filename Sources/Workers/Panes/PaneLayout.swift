/// Where the panes of a plan stand in a window of a given size, in tmux's words for it.
///
/// tmux splits a window step by step and rounds at each; a layout given as a whole comes out as it was meant. Its form
/// is that of `#{window_layout}`: `checksum,WIDTHxHEIGHT,x,y` and then a pane's number, panes side by side in `{…}`, or
/// one above the other in `[…]` (tmux 3.3, layout-custom.c).
package struct PaneLayout: Sendable, Equatable {
  /// The least columns and lines of a pane: less shows nothing.
  private static let least = (columns: 2, lines: 1)

  private let rows: [Band]
  private let width: Int
  private let height: Int

  /// A row's lines and its panes' columns.
  private struct Band: Equatable {
    let height: Int
    let widths: [Int]
  }

  /// The layout of a plan; nil where the window is too small for it. Each row has a line with titles above its panes.
  package init?(of plan: PanePlan, width: Int, height: Int) {
    guard
      let heights = Self.parts(
        of: height - plan.rows.count, by: plan.rows.map(\.share), atLeast: Self.least.lines)
    else { return nil }
    var rows: [Band] = []
    for (row, height) in zip(plan.rows, heights) {
      guard
        let widths = Self.parts(
          of: width - (row.panes.count - 1), by: row.panes.map(\.share), atLeast: Self.least.columns)
      else { return nil }
      rows.append(Band(height: height, widths: widths))
    }
    self.rows = rows
    self.width = width
    self.height = height
  }

  /// What `select-layout` takes.
  package var words: String {
    var pane = 0
    var top = 0
    var cells: [String] = []
    for (place, row) in rows.enumerated() {
      // The first row's titles stand on a line of its own, the others' on the line between two rows.
      let height = place == 0 ? row.height + 1 : row.height
      var left = 0
      var columns: [String] = []
      for width in row.widths {
        columns.append("\(width)x\(height),\(left),\(top),\(pane)")
        left += width + 1
        pane += 1
      }
      cells.append(columns.count == 1 ? columns[0] : "\(width)x\(height),0,\(top){\(columns.joined(separator: ","))}")
      top += height + 1
    }
    let text = cells.count == 1 ? cells[0] : "\(width)x\(height),0,0[\(cells.joined(separator: ","))]"
    let sum = String(Self.checksum(text), radix: 16)
    return String(repeating: "0", count: 4 - sum.count) + sum + "," + text
  }

  /// A length shared out by percents without a remainder: what rounding leaves goes to those it took the most from.
  static func parts(of total: Int, by shares: [Int?], atLeast least: Int) -> [Int]? {
    let open = shares.count { $0 == nil }
    let rest = max(0, 100 - shares.reduce(0) { $0 + ($1 ?? 0) })
    let weights = shares.map { $0.map { $0 * max(1, open) } ?? rest }
    let sum = weights.reduce(0, +)
    guard total > 0, sum > 0 else { return nil }
    var parts = weights.map { total * $0 / sum }
    let owed = weights.indices.sorted { total * weights[$0] % sum > total * weights[$1] % sum }
    for place in owed.prefix(total - parts.reduce(0, +)) { parts[place] += 1 }
    return parts.allSatisfy { $0 >= least } ? parts : nil
  }

  /// tmux's checksum of a layout's text.
  static func checksum(_ text: String) -> UInt16 {
    text.utf8.reduce(0) { (($0 >> 1) | ($0 << 15)) &+ UInt16($1) }
  }
}
