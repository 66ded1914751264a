import CommandLine
import GitHub

extension CommandFailure {
  /// Why nothing could be done about a hook.
  init(_ error: HookError) {
    let code: ExitCode =
      switch error {
      case .permission, .github(.forbidden), .github(.unauthorized), .github(.singleSignOn), .github(.noToken):
        .notPermitted
      case .placeNotFound, .gone, .noPayload: .notFound
      case .refused, .secretNotText: .badData
      case .notForApps: .usage
      case .github: .unavailable
      }
    self.init(code, error.description.printable(limit: 1000), hint: error.remedy)
  }
}
