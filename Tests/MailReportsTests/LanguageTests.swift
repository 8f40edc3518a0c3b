import MailTerms
import Testing

@testable import MailReports

@Suite("Languages")
struct LanguageTests {
  @Test(
    "No text is missing, and its places are those of the English one", arguments: Language.allCases)
  func complete(language: Language) {
    #expect(Words.faults(in: language) == [])
  }

  @Test("All advice is translated, with the keywords of the English", arguments: Language.allCases)
  func advice(language: Language) {
    let book = AdviceBook.shipped(in: language)
    #expect(book.missing == [])
    for (subject, english) in AdviceBook.shipped.keywords {
      let facts = english.filter { $0.hasPrefix("checklist") || $0.hasPrefix("acts") }
      let expected = language == .english ? english : english.subtracting(facts)
      #expect(book.keywords[subject] == expected, "\(subject)")
    }
  }

  @Test("A failure at a host that the log does not name is not told of this host")
  func unnamedHost() {
    let words = Words(.english)
    #expect(words.host(nil, of: .networkRefused) == "an unnamed host")
    #expect(words.host(nil, of: .certUntrusted) == "an unnamed host")
    for failure in [FailureClass.tlsLocal, .localError, .filterAttachment, nil] {
      #expect(words.host(nil, of: failure) == "this host")
    }
    #expect(words.host("mx.example.net", of: .networkRefused) == "mx.example.net")
  }

  @Test("Who acts, what to look at and the other host are the same in all languages")
  func facts() {
    for language in Language.allCases {
      let book = AdviceBook.shipped(in: language)
      for subject in AdviceSubject.all {
        for (direction, isOwn) in [
          (Direction.outbound, false), (.inbound, false), (.outbound, true), (.inbound, true),
        ] {
          let english = AdviceBook.shipped[subject, direction, atOwnHost: isOwn]
          let other = book[subject, direction, atOwnHost: isOwn]
          #expect(english.actor == other.actor && english.checklist == other.checklist)
          #expect(
            english.event.contains("%") == other.event.contains("%"), "\(language) \(other.event)")
          #expect(!"\(other)".contains("ß"))
        }
      }
    }
  }

  @Test(
    "A locale names its language",
    arguments: [
      ("de_CH.UTF-8", Language.german), ("fr-CH", .french), ("it", .italian), ("C", .english),
      ("C.UTF-8", .english), ("POSIX", .english), ("EN_gb", .english),
    ])
  func locale(name: String, language: Language) {
    #expect(Language(locale: name) == language)
  }

  @Test("Other locales name none", arguments: ["", "rm_CH", "deutsch", "_de"])
  func otherLocale(name: String) {
    #expect(Language(locale: name) == nil)
  }

  @Test(
    "Numbers and dates are written as in Switzerland",
    arguments: [
      (Language.german, "120’345 Zeilen", "22.11.2026"),
      (.french, "120\u{202F}345 lignes", "22.11.2026"),
      (.italian, "120’345 righe", "22.11.2026"), (.english, "120'345 lines", "2026-11-22"),
    ])
  func numbers(language: Language, lines: String, day: String) {
    let text = report(badMorning(language))
    #expect(text.contains(lines))
    #expect(text.contains(day))
  }

  @Test("Log text and names of classes stay as they are", arguments: Language.allCases)
  func untranslated(language: Language) {
    let text = report(badMorning(language))
    #expect(text.contains("cert.own-rejected"))
    #expect(text.contains("postfix/smtp[28411]: warning: TLS library"))
  }

  @Test("Every line keeps to the page", arguments: Language.allCases)
  func width(language: Language) {
    let lines = report(badMorning(language)).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  private func report(_ summary: Summary) -> String {
    String(decoding: TextReport.render(summary), as: UTF8.self)
  }
}
