extension Arguments {
  /// What the sandbox serves, for `--help`.
  static let interface = """
    It serves the part of GitHub's REST API that Signalbox uses at http://ADDRESS/,
    and GraphQL at http://ADDRESS/graphql. GitHub's own endpoints change its state,
    and it sends the webhooks GitHub would:

      url=http://127.0.0.1:9090/repos/acme/shop/issues
      curl -d '{"title":"Design auth API"}' $url

    A header "X-Sandbox-Actor: login" says who acts (default: the repository's
    owner; "name[bot]" is a bot, and check runs of a bot are those of its app).
    What GitHub has no endpoint for:

      POST /_sandbox/repos                  makes a repository:
        {"name":"acme/shop","users":[{"login":"ada","permission":"write"}],
         "protection":{"required_checks":["ci"],"strict":false,
                       "required_approvals":0,"source":"ruleset"}}
      POST /_sandbox/repos/OWNER/NAME/push  a commit on a branch:
        {"branch":"feature","sha":null,"rebased":false,"conflicts_with":[]}
      POST /_sandbox/faults                 what goes wrong from now on:
        {"seed":7,"drop":0.1,"duplicate":0.1,"shuffle":0.3,"mergeable_null":true,
         "fail":[{"kind":"status","status":502,"count":3,"path":"/graphql"}],
         "rate_limit":{"core":{"remaining":0,"reset_in":60}}}
        kinds: status, garbage, truncated, slow (milliseconds), never
      POST /_sandbox/flush                  delivers what is held back
      GET  /_sandbox/deliveries             what became of each delivery
      GET  /_sandbox/requests               how often which endpoint was called
      GET  /_sandbox                        repositories and all endpoints

    SIGTERM and SIGINT end it.
    Exit: 0 ended as told, 64 wrong arguments, 69 cannot listen.
    """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}
