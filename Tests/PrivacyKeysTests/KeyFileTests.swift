import Glibc
import MailTerms
import PrivacyKeys
import Testing

@Suite("The key file")
struct KeyFileTests {
  private let path = "\(scratchFolder())/privacy.key"

  @Test("is made for its owner alone, and read again")
  func madeAndRead() throws {
    let made = try KeyFile.make(path)
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    #expect(status.st_size == 32)
    #expect(try KeyFile.read(path).id == made)
  }

  @Test("stays where it is there already")
  func stays() throws {
    let made = try KeyFile.make(path)
    #expect(throws: KeyFileError.self) { try KeyFile.make(path) }
    #expect(try KeyFile.read(path).id == made)
  }

  @Test(
    "that others may read is refused, with what to do", arguments: [0o640, 0o604, 0o620, 0o644])
  func permissions(mode: mode_t) throws {
    _ = try KeyFile.make(path)
    chmod(path, mode)
    #expect(
      problem { try KeyFile.read(path) }
        == "\(path): others may read or change this key: run 'chmod 600 \(path)'")
  }

  @Test("of another length, a folder and none at all are refused")
  func noKey() throws {
    let file = try #require(fopen(path, "w"))
    fputs("too short\n", file)
    fclose(file)
    chmod(path, 0o600)
    #expect(problem { try KeyFile.read(path) }.contains("holds 10 octets where a key has 32"))
    #expect(problem { try KeyFile.read("/") }.contains("is no file"))
    #expect(
      problem { try KeyFile.read(path + "x") }
        == "\(path)x: cannot be read: no such file; 'incatrail privacy make-key \(path)x' makes one"
    )
    let made = problem {
      _ = try KeyFile.make(path + "none/x")
      return try KeyFile.read(path)
    }
    #expect(made == "\(path)none/x: cannot be made: no such folder")
  }

  @Test("that is a pipe is refused without waiting for a writer")
  func pipe() {
    #expect(mkfifo(path, 0o600) == 0)
    #expect(problem { try KeyFile.read(path) }.contains("is no file"))
  }

  @Test("names itself and hashes as HMAC-SHA-256 does")
  func known() {
    let key = KeyFile.key(Array("0123456789abcdef0123456789abcdef".utf8))
    #expect(key.id == "3eb1bd43")
    let (high, low) = key(Array("hans.beispiel@kanzlei.example".utf8))
    #expect(high == 0xd8f7_8c32_7573_2d09)
    #expect(low == 0x6334_9e46_8f63_44ca)
  }

  private func problem(_ body: () throws -> PseudonymKey) -> String {
    do {
      _ = try body()
      return ""
    } catch {
      return "\(error)"
    }
  }
}

private func scratchFolder() -> String {
  var template = Array("/tmp/incatrail-key.XXXXXX".utf8CString)
  // Safe: mkdtemp changes the last six letters of the text that it was given.
  return template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
}
