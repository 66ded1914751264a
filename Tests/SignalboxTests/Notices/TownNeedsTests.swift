import MissionCore
import MissionStore
import Testing

@testable import Service

@Suite struct TownNeedsTests {
  private let start = Timestamp(milliseconds: 1_800_000_000_000)

  private func needs(_ needs: inout TownNeeds, refused: Int = 0, held: Int = 0, after seconds: Int) -> [TownHelp
    .Subject]
  {
    needs.look(github: .init(), refused: refused, held: held, at: start.adding(seconds: seconds)).map(\.subject)
  }

  @Test("A token that is refused asks for a person after two minutes, one refusal or an outage does not")
  func token() {
    var needs = TownNeeds()
    var github = ObservedTransport.Record()
    github.note(401, at: start)
    #expect(needs.look(github: github, refused: 0, held: 0, at: start.adding(seconds: 119)).isEmpty)
    let help = needs.look(github: github, refused: 0, held: 0, at: start.adding(seconds: 120))
    #expect(help.map(\.subject) == [.tokenRefused])
    #expect(help.first?.since == start)
    github.note(200, at: start.adding(seconds: 121))
    #expect(needs.look(github: github, refused: 0, held: 0, at: start.adding(seconds: 500)).isEmpty)
    github.note(nil, at: start.adding(seconds: 501))
    #expect(needs.look(github: github, refused: 0, held: 0, at: start.adding(seconds: 5000)).isEmpty)
  }

  @Test("Ten refused webhooks in a row within ten minutes ask for a person; a good one or ten quiet minutes end it")
  func webhooks() {
    var needs = TownNeeds()
    #expect(self.needs(&needs, refused: 9, after: 0).isEmpty)
    #expect(self.needs(&needs, refused: 10, after: 60) == [.webhooksRefused])
    #expect(self.needs(&needs, refused: 10, after: 500) == [.webhooksRefused])
    #expect(
      self.needs(&needs, refused: 12, held: 1, after: 510).isEmpty, "what came with the good one is no row of ten")
    #expect(self.needs(&needs, refused: 25, held: 1, after: 520) == [.webhooksRefused])
    #expect(self.needs(&needs, refused: 25, held: 1, after: 1_121).isEmpty)
  }

  @Test("Refusals that good deliveries lie between are no row")
  func mixed() {
    var needs = TownNeeds()
    for round in 1...30 {
      #expect(self.needs(&needs, refused: round * 5, held: round, after: round * 5).isEmpty)
    }
  }
}
