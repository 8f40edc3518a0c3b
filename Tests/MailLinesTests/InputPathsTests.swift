import Glibc
import Testing

@testable import MailLines

@Suite("Arguments to sources")
struct InputPathsTests {
  @Test("A directory gives its regular files in order of name, no hidden ones")
  func directory() {
    var template = Array("/tmp/incatrail-test-XXXXXX".utf8CString)
    mkdtemp(&template)
    let folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    for name in ["mail.log.2.gz", "mail.log", ".hidden", "mail.log.1"] {
      close(open("\(folder)/\(name)", O_CREAT | O_WRONLY, 0o600))
    }
    mkdir("\(folder)/sub", 0o700)
    let (paths, problems) = expandInputs(["-", folder, "/nowhere/x", "\(folder)/mail.log"])
    #expect(
      paths == [
        "-", "\(folder)/mail.log", "\(folder)/mail.log.1", "\(folder)/mail.log.2.gz",
        "\(folder)/mail.log",
      ])
    #expect(problems == [InputError(source: "/nowhere/x", problem: .notFound)])
    let bad = expandInputs(["\(folder)/sub", "/dev/zero", "/dev/null"])
    #expect(bad.paths == ["/dev/null"])
    #expect(
      bad.problems == [
        InputError(source: "\(folder)/sub", problem: .isEmptyDirectory),
        InputError(source: "/dev/zero", problem: .unsupported(what: "it is a device")),
      ])
    for name in ["mail.log.2.gz", "mail.log", ".hidden", "mail.log.1"] {
      unlink("\(folder)/\(name)")
    }
    rmdir("\(folder)/sub")
    rmdir(folder)
  }
}
