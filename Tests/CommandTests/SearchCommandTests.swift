import Foundation
import Testing

@Suite("grep and trace as commands")
struct SearchCommandTests {
  let place: Workplace
  private static let options = "--platform 127.0.0.13 --platform 127.0.0.14 --year 2026 --no-config"

  init() throws { place = try Workplace() }

  @Test("Status 0 where something was found, 1 where nothing was, 2 for trouble")
  func statuses() throws {
    let o = Self.options
    #expect(try place.sh("$i grep -c steueramt2079 \(o) day.log") == Ended(0, output: "1\n"))
    #expect(try place.sh("$i grep nowhere-at-all \(o) day.log") == Ended(1))
    #expect(try place.sh("$i grep -c nowhere-at-all \(o) day.log") == Ended(1, output: "0\n"))
    #expect(try place.sh("$i grep nowhere \(o) day.log missing.log").status == 2)
    let found = try place.sh("$i grep -c steueramt2079 \(o) missing.log day.log")
    #expect(found == Ended(2, output: "1\n", errors: "incatrail: missing.log: no such file\n"))
    try place.write("other.txt", "not a log\n")
    #expect(try place.sh("$i grep nowhere \(o) other.txt").status == 2)
    #expect(try place.sh("$i trace steueramt2079@kanton-beispiel.ch \(o) day.log").status == 0)
    #expect(
      try place.sh("$i trace nobody@example.com \(o) day.log")
        == Ended(
          1,
          errors: "incatrail: no message with 'nobody@example.com' as its ID or address; "
            + "'incatrail grep' looks for any text\n"))
  }

  @Test("A wrong expression stops before any input is read, with a caret at the place")
  func expression() throws {
    #expect(
      try place.sh("$i grep 'muster outcome:defered' missing.log")
        == Ended(
          2,
          errors: """
            incatrail: no such outcome: defered; did you mean deferred?
              muster outcome:defered
                             ^

            """))
    #expect(try place.sh("$i grep -E 'a(b' missing.log").errors.contains("  a(b\n     ^\n"))
    #expect(
      try place.sh("$i grep --by hip x missing.log").errors.hasPrefix(
        "incatrail: --by: there is no field 'hip'; there are time, "))
    #expect(try place.sh("$i grep --json -c x missing.log").status == 2)
    #expect(try place.sh("$i grep -m 0 x missing.log").status == 2)
    #expect(try place.sh("$i trace --pick 0 x missing.log").status == 2)
  }

  @Test("-m ends early; a window is one on lines; standard input and compression are fine")
  func inputs() throws {
    let o = Self.options
    #expect(
      try place.sh("$i grep -m 2 --ids outcome:delivered \(o) day.log | wc -l").output == "2\n")
    let window = "--since 2026-11-23T19:55:00 --until 2026-11-23T19:55:02"
    let lines = try place.sh("$i grep is:incamail \(window) \(o) day.log").output
    let stamps = Set(lines.split(separator: "\n").map { $0.prefix(15) })
    #expect(stamps.contains("Nov 23 19:55:00"))
    #expect(stamps.isSubset(of: ["Nov 23 19:55:00", "Nov 23 19:55:01"]))
    let plain = try place.sh("$i grep -n class:tls \(o) day.log")
    #expect(try place.sh("cat day.log | $i grep -n class:tls \(o) -") == plain)
    // A named pipe gives its bytes once: nobody but the reader of lines may take them.
    let pipe = "mkfifo pipe; cat day.log > pipe & $i grep -n class:tls \(o) pipe"
    #expect(try place.sh(pipe) == plain)
    let text = try place.sh("$i grep -c steueramt2079 \(o) day.log")
    #expect(try place.sh("cat day.log > pipe & $i grep -c steueramt2079 \(o) pipe") == text)
    #expect(try place.sh("gzip -c day.log | $i grep -n class:tls \(o) -") == plain)
  }

  @Test("Colour only where it is asked for, and never with NO_COLOR on a pipe")
  func colour() throws {
    let o = Self.options
    #expect(!(try place.sh("$i grep steueramt2079 \(o) day.log").output.contains("\u{1B}")))
    let always = try place.sh("$i grep --color always steueramt2079 \(o) day.log").output
    #expect(always.contains("to=<\u{1B}[1;31msteueramt2079\u{1B}[0m@"))
    #expect(!(try place.sh("$i trace steueramt2079 \(o) day.log").output.contains("\u{1B}")))
  }

  @Test("--bundle writes an archive that tar reads, for its owner alone, and replaces nothing")
  func bundle() throws {
    let o = Self.options
    let trace = "$i trace 4jYFVB3dnkz2PhgR \(o) day.log"
    #expect(try place.sh("\(trace) --bundle e.tar.zst") == Ended(0))
    let names = ["README.txt", "ticket.txt", "timeline.txt", "record.json", "lines.txt"]
      .map { "incatrail-4jYFVB3dnkz2PhgR/\($0)\n" }.joined()
    #expect(
      try place.sh("zstd -dc e.tar.zst | tar tf -").output
        == names + "incatrail-4jYFVB3dnkz2PhgR/coverage.json\n")
    let left = try place.sh("stat -c %a e.tar.zst; ls -A | grep -c '^[.]e[.]tar'")
    #expect(left.output == "600\n0\n")
    #expect(
      try place.sh("\(trace) --bundle e.tar.zst")
        == Ended(
          2, errors: "incatrail: e.tar.zst: there is such a file; --force replaces it\n"))
    // The same input, the same bytes; also where they are piped on.
    let again = "cp e.tar.zst f; \(trace) --force --bundle e.tar.zst && cmp e.tar.zst f"
    #expect(try place.sh(again) == Ended(0))
    #expect(try place.sh("\(trace) --bundle - | cmp - f") == Ended(0))
    let files = "zstd -dc f | tar xOf - incatrail-4jYFVB3dnkz2PhgR"
    #expect(
      try place.sh("\(files)/ticket.txt").output == (try place.sh("\(trace) --ticket").output))
    #expect(
      try place.sh("\(files)/record.json").output
        == (try place.sh("\(trace) --json --with-lines").output))
    #expect(
      try place.sh("\(files)/timeline.txt").output == (try place.sh("\(trace)").output))
    // Each line with its place.
    let lines = try place.sh(
      "\(files)/lines.txt | while IFS=: read -r file number line; do "
        + "[ \" $(sed -n \"${number}p\" \"$file\")\" = \"$line\" ] || echo \"$number\"; done")
    #expect(lines == Ended(0))
    #expect(try place.sh("\(files)/lines.txt | wc -l").output.contains("9"))
    #expect(try place.sh("\(trace) --bundle nowhere/e.tar.zst").status == 2)
  }

  @Test("A bundle tells no more than the level of privacy allows")
  func privacy() throws {
    try place.link("connection-test-passed/mail.log", "test.log")
    let o = "--year 2026 --no-config --privacy domain"
    let text = try place.sh(
      "$i trace 4A1B2C3D44 \(o) --bundle - test.log | zstd -dc | tar xOf -"
    ).output
    #expect(text.contains("privacy domain"))
    #expect(text.contains("*@example.net"))
    for secret in ["anna", "keller", "Test-Mail", "r1@example.net"] {
      #expect(!text.contains(secret), "\(secret)")
    }
    let followed = try place.sh("timeout 20 $i trace 4A1B2C3D44 \(o) --follow test.log")
    #expect(followed.status == 0)
    #expect(followed.output.contains("*@example.net") && !followed.output.contains("keller"))
    let test = try place.sh("$i trace --test \(o) test.log")
    #expect(test.status == 0)
    #expect(test.output.contains("*@example.com → *@example.net.incamail.ch"))
    #expect(!test.output.contains("anna") && !test.output.contains("Test-Mail"))
    #expect(try place.sh("$i trace --test --privacy aggregate test.log").status == 2)
  }

  @Test("A ticket is about one message; in the locale's language")
  func ticket() throws {
    let o = Self.options
    let several = try place.sh("$i trace anna.keller@muster-treuhand.ch --ticket \(o) day.log")
    #expect(several.status == 2)
    #expect(several.output == "")
    #expect(several.errors.hasPrefix("incatrail: several messages match"))
    #expect(several.errors.contains("--pick N shows one of them."))
    let one = "$i trace 4jYFVB3dnkz2PhgR \(o) --ticket day.log"
    #expect(try place.sh("LC_ALL=de_CH.UTF-8 \(one)").output.contains("Betreff"))
    #expect(try place.sh("LC_ALL=de_CH.UTF-8 \(one) --lang en").output.contains("Subject"))
    #expect(try place.sh("\(one) --lang xx").errors.contains("--lang: 'xx'"))
    #expect(try place.sh("\(one) --json").status == 2)
    #expect(
      try place.sh("$i trace nobody@example.com \(o) --ticket day.log").status == 1)
  }

  @Test("--test: 0 where a test mail was found and nothing failed, else 1")
  func connectionTest() throws {
    let o = "--year 2026 --no-config"
    for name in ["passed", "failed"] {
      try place.link("connection-test-\(name)/mail.log", "\(name).log")
    }
    #expect(try place.sh("$i trace --test \(o) passed.log").status == 0)
    #expect(try place.sh("$i trace --test \(o) failed.log").status == 1)
    let record = try place.sh("LANG=de_CH LC_ALL= $i trace --test --record \(o) passed.log")
    #expect(record.status == 0)
    #expect(record.output.contains("Abnahmeprotokoll"))
    #expect(try place.sh("$i trace --test \(o) < passed.log").status == 0)
    #expect(
      try place.sh("$i trace --test \(o) day.log")
        == Ended(
          1,
          errors: "incatrail: no mail with the subject of a connection test; name it with --from "
            + "or --to\n"))
    let other = try place.sh("$i trace --test --to nobody@example.net \(o) passed.log")
    #expect(other.status == 1)
    #expect(other.errors.hasPrefix("incatrail: no IncaMail message of that sender"))
    #expect(try place.sh("$i trace --test --json \(o) passed.log").status == 2)
    #expect(try place.sh("$i trace x --record \(o) passed.log").status == 2)
    #expect(try place.sh("$i trace \(o)").errors.contains("what is to be traced?"))
    #expect(try place.sh("$i trace --test \(o) missing.log").status == 2)
  }

  @Test("--follow ends with its pipe, and at ^C with where the message is")
  func follow() throws {
    try place.link("greylisted-then-delivered/input.log", "retried.log")
    let o = "--year 2026 --no-config"
    let whole = try place.sh("$i trace 4A1B2C3D4E \(o) retried.log")
    #expect(whole.status == 0)
    #expect(try place.sh("cat retried.log | timeout 20 $i trace 4A1B2C3D4E -f \(o) -") == whole)
    #expect(try place.sh("timeout 20 $i trace 4A1B2C3D4E --follow \(o) retried.log") == whole)
    let nobody = try place.sh(
      "cat retried.log | timeout 20 $i trace nobody@example.com --follow \(o) -")
    #expect(nobody.status == 1)
    #expect(try place.sh("$i trace x --follow --json \(o) retried.log").status == 2)
    // It is told to end once it has shown what was there.
    let interrupted = try place.sh(
      "head -8 retried.log > open.log; $i trace 4A1B2C3D4E -f \(o) open.log > shown & p=$!; "
        + "for n in $(seq 200); do grep -q deferred shown && break; sleep 0.05; done; "
        + "kill -TERM $p; wait $p; echo $?; grep -c 'still queued' shown")
    #expect(interrupted == Ended(0, output: "0\n1\n"))
  }
}
