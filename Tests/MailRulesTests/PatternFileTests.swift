import ByteTools
import MailTerms
import Testing

@testable import MailRules

@Suite("Pattern files that are refused")
struct PatternFileTests {
  @Test("A whole stanza is good")
  func good() { #expect(problem(file("# comment\n\n" + stanza())) == nil) }

  @Test(
    "Form",
    arguments: [
      (stanza("a/b", "colour red"), "test.patterns:8: unknown keyword 'colour'"),
      ("why because\n", "test.patterns:1: 'why' belongs into a stanza that begins with 'rule'"),
      ("rule\n", "test.patterns:1: nothing stands behind 'rule'"),
      (stanza("a/b", "match again"), "test.patterns:8: 'match' may stand only once in a stanza"),
      (
        stanza("a/b", "needs ab"),
        "test.patterns:8: 'needs ab' is too short: three characters at least"
      ),
      (stanza("a/b", "in lotus reply"), "test.patterns:8: there is no dialect 'lotus'"),
      (stanza("a/b", "in exim line"), "test.patterns:8: there is no field 'line'"),
      (stanza("a/b", without: "hit"), "test.patterns:1: rule a/b has no 'hit' line"),
      (stanza("a/b", without: "class"), "test.patterns:1: rule a/b has no 'class' line"),
      (stanza("a/b", without: "why"), "test.patterns:1: rule a/b has no 'why' line"),
      (stanza("a/b", without: "in"), "test.patterns:1: rule a/b has no 'in' line"),
      (stanza("a/b", without: "match"), "test.patterns:1: rule a/b has no 'match' line"),
      (
        stanza("a/b", "class tls.odd", without: "class"),
        "test.patterns:7: there is no failure class 'tls.odd'"
      ),
      (stanza() + stanza(), "test.patterns:9: rule a/b was already defined at test.patterns:1"),
      ("disable x/y\n", "test.patterns:1: there is no rule x/y to disable"),
      (
        stanza("a/b", "match a(b", without: "match"),
        "test.patterns:7: the expression is wrong at its byte 3: missing closing parenthesis"
      ),
    ])
  func form(text: String, expected: String) { #expect(problem(file(text)) == expected) }

  @Test(
    "Examples",
    arguments: [
      (stanza("abc", "hit xyz"), "test.patterns:8: this hit holds no 'needs' text of rule abc"),
      (
        stanza("abc", "match ^abc$\nhit abcd", without: "match"),
        "test.patterns:8: this hit does not match rule abc"
      ),
      (stanza("abc", "miss xabc"), "test.patterns:8: this miss matches rule abc"),
      (
        stanza("abc") + stanza("abcd"),
        "test.patterns:15: this hit is taken by the earlier rule abc"
      ),
    ])
  func examples(text: String, expected: String) { #expect(problem(file(text)) == expected) }

  @Test("A rule of another dialect or field takes no hit away")
  func apart() {
    let other = stanza("abc", "in exim reason", without: "in")
    #expect(problem(file(other + stanza("abcd"))) == nil)
  }

  @Test("A missing file or directory is named")
  func missing() {
    #expect(throws: PatternFileError.self) { try PatternFile(path: "/nowhere/x.patterns") }
    #expect(throws: PatternFileError.self) { try PatternFile.inDirectory("/nowhere", ".patterns") }
  }

  @Test("A site's rules come first, replace by id, and disable")
  func overlay() throws {
    let base = file(stanza("abc") + stanza("xyz"))
    let site = file(
      stanza("xyz", "class tls.local", without: "class") + stanza("new") + "disable abc\n",
      name: "site.patterns")
    let list = try RuleList([base], overlay: [site])
    #expect(list.rules.map(\.id.string) == ["new", "xyz"])
    #expect(list.rules.last?.failure == .tlsLocal)
    #expect(list.rules.last?.place == "site.patterns:1")
  }
}
