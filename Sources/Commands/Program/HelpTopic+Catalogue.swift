import CommandLine
import GitHub
import MissionCore

extension HelpTopic {
  /// What belongs to no single command of Signalbox.
  static let catalogue = [
    HelpTopic("agents", ofAgents), HelpTopic("comments", ofComments), HelpTopic("webhooks", ofWebhooks),
    HelpTopic(
      "policy",
      ["What [policy] of a manifest ('mission start --manifest FILE') may say:"]
        + HelpText.wrapped(PolicyField.all.map(\.name), after: "  ", indent: 2)
        + ["", "Each is explained, with its default, in the README under \"Missions\"."]),
    HelpTopic("glossary", ["What the words mean:"] + HelpText.aligned(words)),
  ]

  private static let ofAgents = [
    "An agent is anything that can run a command:", "",
    "  signalbox agent register backend            once",
    "  signalbox task next --agent backend --wait 300   its task, prompt included",
    "  signalbox task done TASK --pull-request URL --summary \"…\"",
    "  signalbox task fail TASK --reason \"…\"          it goes to another agent", "",
    "'task next' hands out a claim; it is kept in the directory it ran in, and",
    "'done', 'fail' and 'heartbeat' show it. A person says --as-operator.",
    "'agent spawn' starts an agent that does all this by itself with a coding CLI.",
  ]

  private static let ofComments =
    ["People with write access write these under a mission's issue or pull request,", "each on a line of its own:", ""]
    + HelpText.wrapped(CommentOrder.usage.split(separator: " ").map(String.init), after: "  ", indent: 2)
    + [
      "", "A reaction is the receipt. What a bot writes or edits never commands. With",
      "start_from = [\"comment\"] in the --config file, '/signalbox start",
      "[max-parallel N] [no-reviewer]' under an issue makes a mission of it; with",
      "\"label\", the label 'signalbox' does.",
    ]

  private static let ofWebhooks =
    [
      "'signalbox hook install OWNER/REPO --url https://HOST' makes the hook. By hand:",
      "https://HOST/webhooks/github, content type application/json, the secret from the",
      "data directory, and these events:",
    ] + HelpText.wrapped(WebhookDecoder.neededEvents.map { $0 }, after: "  ", indent: 2)
    + [
      "", "No public address? Everything goes on by polling, later: 'mission dispatch', or",
      "'serve' without a hook. Lost webhooks are brought in from GitHub's log.",
    ]

  private static let words = [
    ("town", "one Redis prefix: its missions, agents and deliveries"),
    ("mission", "some issues, carried to completion in the order they depend on"),
    ("work item", "one issue or document of a mission"),
    ("gate", "what an item still waits for: checks, bots, a review, a merge"),
    ("watch", "one thing that is looked at on a pull request"),
    ("task", "one assignment of an item to one agent: work, fix or review"),
    ("lease", "how long an agent may hold a task without a sign of life"),
    ("claim", "what an agent shows to speak for its task"),
    ("help request", "what only a person can mend"),
    ("delivery", "one webhook, as GitHub sent it"),
    ("dead letter", "a signal that could not be handled; 'delivery replay' tries it again"),
    ("conductor", "whoever runs the town: you"),
  ]
}
