import MissionCore

/// One check run or commit status of a commit's roll-up. A third kind cannot be read, and so leaves a hole.
struct ContextNode: Decodable {
  let fact: CheckFact

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(String.self, forKey: .typeName) {
    case "CheckRun": fact = try Run(from: decoder).fact
    case "StatusContext": fact = try Status(from: decoder).fact
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .typeName, in: container, debugDescription: "neither a check run nor a status")
    }
  }

  private struct Run: Decodable {
    let name: String
    let status: String
    let conclusion: String?
    let startedAt: WrittenTime?
    let completedAt: WrittenTime?
    let detailsUrl: String?
    let url: String?
    let title: String?
    let summary: String?
    let databaseId: WholeNumber?
    let externalId: String?
    let isRequired: Bool
    let checkSuite: Suite?

    struct Suite: Decodable {
      let databaseId: WholeNumber?
      let app: App?
      let workflowRun: WorkflowRun?
    }

    struct WorkflowRun: Decodable {
      let databaseId: WholeNumber?
      let event: String?
      let workflow: Workflow?
    }

    struct Workflow: Decodable {
      let databaseId: WholeNumber?
    }

    struct App: Decodable {
      let slug: String?
      let databaseId: WholeNumber?
    }

    var fact: CheckFact {
      CheckFact(
        source: .checkRun, name: name.capped(at: TextLimit.title),
        app: checkSuite?.app?.slug?.capped(at: TextLimit.title), appID: checkSuite?.app?.databaseId?.value,
        state: CheckState(
          status: status.capped(at: TextLimit.title), conclusion: conclusion?.capped(at: TextLimit.title)),
        isRequired: isRequired, url: detailsUrl?.asPageAddress ?? url?.asPageAddress,
        summary: CheckSummary.joined(title: title, summary: summary), startedAt: startedAt?.timestamp,
        runID: databaseId?.value, completedAt: completedAt?.timestamp,
        workflowRun: checkSuite?.workflowRun?.databaseId?.value,
        workflow: checkSuite?.workflowRun?.workflow?.databaseId?.value,
        event: checkSuite?.workflowRun?.event?.capped(at: TextLimit.title), suite: checkSuite?.databaseId?.value,
        externalID: externalId?.capped(at: TextLimit.title))
    }
  }

  private struct Status: Decodable {
    let context: String
    let state: String
    let description: String?
    let targetUrl: String?
    let createdAt: WrittenTime?
    let isRequired: Bool

    var fact: CheckFact {
      CheckFact(
        source: .status, name: context.capped(at: TextLimit.title),
        state: CheckState(statusState: state.capped(at: TextLimit.title)), isRequired: isRequired,
        url: targetUrl?.asPageAddress, summary: CheckSummary.joined(title: nil, summary: description),
        startedAt: createdAt?.timestamp)
    }
  }

  private enum CodingKeys: String, CodingKey {
    case typeName = "__typename"
  }
}
