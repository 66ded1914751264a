/// What `--help` prints.
enum Help {
  static let text = """
    github-sandbox: a small stand-in for GitHub, for trying and testing without GitHub.

    Usage: github-sandbox [options]

      --listen ADDRESS            where to listen (default 127.0.0.1:9090; port 0 takes a free one)
      --repo OWNER/NAME           create a repository; may be given several times
      --webhook-url URL           give each of them a webhook there (and create acme/shop if none is named)
      --webhook-secret-file FILE  sign deliveries with the secret in FILE
      --token-file FILE           let in only the token in FILE (default: everybody)
      --seed N                    what lost, doubled and shuffled deliveries depend on (default 0)
      --drop P                    lose deliveries with this probability, 0 to 1
      --duplicate P               send deliveries twice with this probability
      --shuffle[=P]               hold deliveries back behind later ones (P: 0.5)
      --help                      show this

    It serves the part of GitHub's REST API that Signalbox uses at http://ADDRESS/, and GraphQL at
    http://ADDRESS/graphql. GitHub's own endpoints change its state, and it sends the webhooks GitHub would:

      curl -d '{"title":"Design auth API"}' http://127.0.0.1:9090/repos/acme/shop/issues

    A header "X-Sandbox-Actor: login" says who acts (default: the repository's owner; "name[bot]" is a bot, and check
    runs of a bot are those of its app). What GitHub has no endpoint for:

      POST /_sandbox/repos                    {"name":"acme/shop","users":[{"login":"ada","permission":"write"}],
                                               "protection":{"required_checks":["ci"],"strict":false,
                                               "required_approvals":0,"source":"ruleset"}}
      POST /_sandbox/repos/OWNER/NAME/push    {"branch":"feature","sha":null,"rebased":false,"conflicts_with":[]}
      POST /_sandbox/faults                   {"seed":7,"drop":0.1,"duplicate":0.1,"shuffle":0.3,"mergeable_null":true,
                                               "fail":[{"kind":"status","status":502,"count":3,"path":"/graphql"}],
                                               "rate_limit":{"core":{"remaining":0,"reset_in":60}}}
                                              kinds: status, garbage, truncated, slow (milliseconds), never
      POST /_sandbox/flush                    deliver what is held back
      GET  /_sandbox/deliveries               what became of each delivery
      GET  /_sandbox/requests                 how often which endpoint was called
      GET  /_sandbox                          repositories and all endpoints

    SIGTERM and SIGINT end it. Exit: 0 ended as told, 64 wrong arguments, 69 cannot listen.

    """
}
