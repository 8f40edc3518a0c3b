import ByteTools
import MailQueries
import Testing

@Suite("Expressions that are refused say where and what would do")
struct QueryErrorTests {
  @Test(
    "At the place, with the nearest term",
    arguments: [
      ("frm:anna", 0, "did you mean from:?"),
      ("handshake outcom:deferred", 10, "did you mean outcome:?"),
      ("outcome:defered", 8, "did you mean deferred?"),
      ("class:cert.own-reject", 6, "did you mean cert.own-rejected?"),
      ("class:crt", 6, "did you mean cert?"),
      ("finding:plain-text", 8, "did you mean plaintext?"),
      ("is:incamial", 3, "did you mean incamail?"),
      ("direction:out", 10, "did you mean outbound?"),
      ("tls:1.4", 4, "no such tls: 1.4"),
      ("to:", 3, "to: takes an address"),
      ("a to: b", 5, "to: takes an address"),
      ("size:5X", 5, "size: takes"),
      ("size:..", 5, "size: takes"),
      ("size:9M..5M", 5, "nothing lies in this range"),
      ("size:>5M", 5, "size>5M, without the colon"),
      ("attempts>", 9, "attempts: takes"),
      ("delay:10", 6, "delay: takes"),
      ("status:4.x", 7, "status: takes"),
      ("code:4x", 5, "code: takes"),
      ("", 0, "the expression is empty"),
      ("a and", 5, "a term is missing at the end"),
      ("or a", 0, "before 'or'"),
      ("a and or b", 6, "before 'or'"),
      ("(a", 0, "not closed"),
      ("a)", 1, "never opened"),
      ("()", 1, "nothing stands in these parentheses"),
      ("a \"b", 2, "this quote is not closed"),
      ("said: 550", 0, "in quotes"),
    ])
  func refused(expression: String, offset: Int, message: String) throws {
    let error = try #require(complaint(expression))
    #expect(error.offset == offset)
    #expect(error.message.contains(message), "\(error.message)")
  }

  @Test("The caret stands below the place, whatever the letters before it")
  func caret() throws {
    let error = try #require(complaint("Grüße outcome:defered"))
    #expect(
      error.description == """
        no such outcome: defered; did you mean deferred?
          Grüße outcome:defered
                        ^
        """)
  }

  @Test("Deep nesting is refused, not followed")
  func deep() {
    #expect(complaint(String(repeating: "(", count: 5000) + "a")?.message == "nested too deeply")
    #expect(complaint(String(repeating: "not ", count: 5000) + "a")?.message == "nested too deeply")
  }

  @Test("Colons in texts that are no terms are left alone")
  func colons() {
    for text in ["10:15:03", "im.post.ch[127.0.0.13]:25", "postfix/smtp:", "2001:db8::1", "<a:b>"] {
      #expect(complaint(text) == nil, "\(text)")
    }
  }
}

@Suite("Texts that were probably meant for terms")
struct MistakenTermTests {
  @Test(
    "A field with an equals sign",
    arguments: [
      ("from=anna@example.ch", "from:anna@example.ch"),
      ("handshake (To=kunz or x)", "to:kunz"),
      ("class=cert.expired", "class:cert.expired"),
    ])
  func meant(expression: String, term: String) {
    #expect(MistakenTerm(in: expression)?.term == term)
  }

  @Test("Anything else is what it is", arguments: ["from:anna", "relay=none", "from=", "a=b", ""])
  func text(expression: String) { #expect(MistakenTerm(in: expression) == nil) }
}

@Suite("What any matching line must hold")
struct NeedleTests {
  private func needles(_ expression: String) throws -> [String]? {
    try Query(expression).needles?.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test("The longest text of those joined by and; all of those joined by or; none behind not")
  func chosen() throws {
    #expect(try needles("Handshake") == ["Handshake"])
    #expect(try needles("ab longer") == ["longer"])
    #expect(try needles("ab or longer") == ["ab", "longer"])
    #expect(try needles("ab or class:tls") == nil)
    #expect(try needles("not ab") == nil)
    #expect(try needles("class:tls from:Anna@example.ch") == ["anna@example.ch"])
    #expect(try needles("to:*@kanton-*.ch") == ["@kanton-"])
    #expect(try needles("id:0123456789abcdef0123456789abcdef") == nil)
    // Logs may write these otherwise than they are asked for.
    #expect(try needles("subject:vertrag") == nil)
    #expect(try needles("from:a\"b\"@x") == nil || needles("from:a\"b\"@x") == ["ab@x"])
  }

  @Test("Whether only the platform's mail can match")
  func incaMail() throws {
    #expect(try Query("a is:incamail").asksOfIncaMailOnly)
    #expect(try Query("reached:no or is:incamail").asksOfIncaMailOnly)
    #expect(try Query("a or is:incamail").asksOfIncaMailOnly == false)
    #expect(try Query("not is:incamail").asksOfIncaMailOnly == false)
  }

  @Test("Searches in either case agree with the obvious search, wherever the text stands")
  func folded() {
    for size in 0..<70 {
      for place in 0...size {
        var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: size)
        bytes.insert(contentsOf: Array("aB@-Z".utf8), at: place)
        let needle = Needle(smartCase: Array("ab@-z".utf8))
        let found = bytes.withByteView { needle.firstRange(in: $0) }
        #expect(found == place..<(place + 5))
        let other = Needle(smartCase: Array("ab@-zy".utf8))
        #expect(bytes.withByteView { other.firstRange(in: $0) } == nil)
      }
    }
    // A sign that differs from another in the bit of the case only.
    let at = Needle(smartCase: Array("a`".utf8))
    #expect(
      Array("xxxxxxxxxxxxxxxxxA@xxxxxxxxxxxxxxxxxx".utf8).withByteView { at.isIn($0) } == false)
  }
}
