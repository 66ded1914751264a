import CommandLine

/// Everything that is wrong with the configuration, together.
package struct ConfigurationFaults: Error, Sendable, Equatable {
  /// At least one.
  var faults: [ConfigurationFault]

  /// The failure a command ends with: bad data if nothing but files is wrong.
  var failure: CommandFailure {
    let code: ExitCode = faults.allSatisfy(\.isInData) ? .badData : .usage
    guard faults.count > 1 else {
      let fault = faults.first
      return CommandFailure(
        code, fault.map { "\($0.place): \($0.problem)" } ?? "the configuration is wrong", hint: fault?.remedy ?? "")
    }
    let lines = faults.map { "\n  \($0.place): \($0.problem) (\($0.remedy))" }.joined()
    return CommandFailure(code, "\(faults.count) faults in the configuration:\(lines)", hint: "mend all of them")
  }
}
