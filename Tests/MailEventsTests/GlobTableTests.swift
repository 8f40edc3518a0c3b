import ByteTools
import Testing

@testable import MailEvents

@Suite("Forms with wildcards")
struct GlobTableTests {
  @Test(
    "What each wildcard takes",
    arguments: [
      ("open *", "open a b", true), ("open *", "open ", true), ("open *", "opens a", false),
      ("open @", "open /a/b", true), ("open @", "open a b", false), ("open @", "open ", false),
      ("fd #: done", "fd 12: done", true), ("fd #: done", "fd -1: done", true),
      ("fd #: done", "fd x: done", false), ("fd #: done", "fd : done", false),
      ("#.#.# -- #", "5.3.28 -- 1", true), ("read @: ~", "read x: No such file or directory", true),
      ("read @: ~", "read x: No such life or directory", false), ("read @: ~", "read x: ", false),
      ("@: EOF", "a[::1]:25: EOF", true), ("* = *; *", "a = b; c; d", true),
      ("*#*", "a1b", true), ("*#*", "ab", false), ("abc", "abc", true), ("abc", "abcd", false),
      ("a~b", "aSuccessb", true), ("*ab", "aab", true), ("@ab", "aab", true), ("@ab", "ab", false),
    ] as [(String, String, Bool)])
  func wildcards(form: String, text: String, expected: Bool) {
    let matches = form.withByteView { form in
      text.withByteView { GlobTable([form]).matches($0) }
    }
    #expect(matches == expected, "\(form) against \(text)")
  }

  @Test("Every form is found through the index by a line of its own")
  func index() {
    for section in KnownForms.Section.allCases {
      for form in KnownForms.all.forms(section) {
        let text = form.string
          .map { character -> String in
            switch character {
            case "*": "x"
            case "@": "host[192.0.2.1]:25"
            case "#": "7"
            case "~": "Permission denied"
            default: String(character)
            }
          }.joined()
        #expect(text.withByteView { KnownForms.all.matches($0, section) }, "\(section): \(text)")
      }
    }
  }
}
