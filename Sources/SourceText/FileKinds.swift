extension DiagnosticKind {
  public static let fileNotFound = DiagnosticKind(
    "E0101", "{path} cannot be read: {reason}",
    explanation: """
      The file does not exist or may not be read by you. Look at the spelling of its name, at upper and lower case, \
      and at the folder that the command is run in.
      """)

  public static let notAFile = DiagnosticKind(
    "E0102", "{path} is {kind}, not a file",
    explanation: """
      A file was expected, and the name is that of something else: a folder, a pipe or a device. Name the file itself.
      """)

  public static let fileTooLarge = DiagnosticKind(
    "E0103", "the file is too large: {size} bytes, and at most {limit} are read",
    explanation: """
      No rule file or table of figures comes near this size, so that most likely another file was named. If the file \
      is right, divide it.
      """)

  /// The kinds of findings on files as such, before anything in them is read.
  public static let fileKinds: [DiagnosticKind] = [fileNotFound, notAFile, fileTooLarge]
}
