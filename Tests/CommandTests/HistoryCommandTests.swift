import Foundation
import Testing

@Suite("History on the command line")
struct HistoryCommandTests {
  private let place: Workplace
  private let day = "report $options --no-config --since yesterday --until today day.log"

  init() throws { place = try Workplace() }

  @Test("A run leaves one file, and once more replaces it; the report stays the same")
  func left() throws {
    let plain = try place.sh("$i \(day) --no-state")
    #expect(try place.sh("mkdir state && $i \(day) --state state") == plain)
    #expect(try place.sh("$i \(day) --state state/") == plain)
    let files = try place.sh("ls state")
    #expect(files.output.hasPrefix("2026-11-23.") && files.output.split(separator: "\n").count == 1)
    #expect(try place.sh("grep -c '[^*\"]@' state/*").output == "0\n")
    // Whatever is shown, the same is kept.
    _ = try place.sh("cp state/* before && $i \(day) --state state --privacy aggregate >text")
    #expect(try place.sh("cmp before state/*") == Ended(0))
  }

  @Test("The folder of the configuration")
  func configured() throws {
    try place.write("site.yaml", "state: kept\nholidays: [12-25, 2026-04-03]\n")
    let report = "report $options --config site.yaml --since yesterday --until today day.log"
    _ = try place.sh("mkdir kept && $i \(report)")
    #expect(try place.sh("ls kept").output.hasPrefix("2026-11-23."))
    _ = try place.sh("rm kept/* && $i \(report) --no-state")
    #expect(try place.sh("ls kept").output == "")
    // A look in between is not worth keeping.
    _ = try place.sh("$i report $options --config site.yaml --since 2026-11-23T19:54 day.log")
    #expect(try place.sh("ls kept").output == "")
    try place.write("bad.yaml", "holidays: [25.12.]\n")
    #expect(
      try place.sh("$i report --config bad.yaml day.log").errors
        == "incatrail: bad.yaml:1: 'holidays': '25.12.' is no day: give 2026-04-03, or 12-25 for "
        + "every year\n")
  }

  @Test("Where it cannot be left the report is printed, and the status says so")
  func unwritable() throws {
    let plain = try place.sh("$i \(day) --no-state")
    let ended = try place.sh("$i \(day) --state nowhere")
    #expect(ended.output == plain.output && ended.status == 2)
    #expect(
      ended.errors
        == "incatrail: nowhere: cannot be read: No such file or directory; make the folder "
        + "(install -d -m 750 nowhere), or give --state another\n")
  }

  @Test("A disk that is full leaves the summary of before, and no scratch file")
  func full() throws {
    _ = try place.sh("mkdir state && $i \(day) --state state")
    let before = try place.sh("cat state/*").output
    // No file may be longer than a kilobyte; what is printed goes through a pipe.
    let ended = try place.sh("(ulimit -f 1; trap '' XFSZ; $i \(day) --state state) | cat >text")
    #expect(ended.errors.contains("File too large; this run is not in the history"))
    #expect(try place.sh("cat state/*").output == before)
    #expect(try place.sh("ls -A state | wc -l").output == "1\n")
    #expect(try place.sh("head -1 text").output.hasPrefix("IncaMail report, 2026-11-23"))
  }

  @Test("Hosts and days merge; the same lines twice do not")
  func merged() throws {
    _ = try place.sh("$i \(day) --format state >a.json; sed 's/mxgw01/mx2/g' day.log >b.log")
    _ = try place.sh("sed 's/4jYF/4jYG/g' b.log | $i report $options --format state - >b.json")
    let json = try place.sh("$i merge --no-config --format json a.json b.json").output
    #expect(json.contains("\"messages\":260"))
    #expect(try place.sh("$i merge --no-config --format json - a.json <b.json").output == json)
    #expect(
      try place.sh("$i merge --no-config a.json a.json")
        == Ended(
          2,
          errors:
            "incatrail: a.json and a.json tell of the same lines of mxgw01, which would count "
            + "twice: give one of them\n"))
    let status = try place.sh("$i merge --no-config --fail-on critical --only-problems a.json")
    #expect(status.status == 1 && status.output.hasPrefix("IncaMail report, 2026-11-23"))
  }

  @Test("What cannot be merged is named, and the rest is told")
  func partly() throws {
    _ = try place.sh("$i \(day) --format state >a.json; $i \(day) --format json >r.json")
    let ended = try place.sh("$i merge --no-config a.json r.json gone.json")
    #expect(ended.status == 2 && ended.output.hasPrefix("IncaMail report"))
    #expect(
      ended.errors == """
        incatrail: r.json: is the JSON of a report, which lacks what merging needs: give a file of \
        --state, or what report --format state wrote
        incatrail: gone.json: cannot be read: No such file or directory

        """)
    _ = try place.sh("mkdir empty")
    #expect(
      try place.sh("$i merge --no-config empty")
        == Ended(2, errors: "incatrail: nothing to merge: empty holds no summary\n"))
  }

  @Test("A report from history needs no logs, and names the days that are missing")
  func fromHistory() throws {
    _ = try place.sh("mkdir state && $i \(day) --state state && mv day.log away")
    let week = try place.sh("$i report --no-config --from-history --last 3d --state state")
    #expect(week.status == 0)
    #expect(week.output.hasPrefix("IncaMail report, 2026-11-21 to 2026-11-23, 3 days\n"))
    #expect(
      try place.sh("$i report --no-config --from-history --last 3d --state state --format csv")
        .output.contains("incamail,day-missing,2026-11-22,"))
    let since = "--from-history --since 2026-11-21 --state state"
    #expect(try place.sh("$i report --no-config \(since)").output == week.output)
    #expect(
      try place.sh("$i report --no-config --from-history --last month --state state")
        == Ended(
          2,
          errors: "incatrail: state: holds no history of 2026-10-01 to 2026-10-31: 'incatrail "
            + "report --state state --since yesterday --until today' leaves a day's\n"))
  }

  @Test(
    "What history cannot be asked for",
    arguments: [
      (
        "--from-history --state s",
        "--from-history: of which days? give --last 30d, week or month, or --since"
      ),
      ("--from-history --state s --last 30h", "--last: '30h' is none of 30d, 4w, week, month"),
      ("--from-history --state s --last 0d", "--last: '0d' is none of 30d, 4w, week, month"),
      (
        "--from-history --state s --since 2h",
        "--from-history holds whole days: '2h' is not the start of one"
      ),
      (
        "--from-history --state s --last 30d",
        "s: cannot be read: No such file or directory; make the folder (install -d -m 750 s), or "
          + "give --state another"
      ),
    ])
  func refused(options: String, message: String) throws {
    #expect(
      try place.sh("$i report --no-config \(options)")
        == Ended(2, errors: "incatrail: \(message)\n"))
  }

  @Test(
    "Options that contradict each other",
    arguments: [
      ("--from-history --no-state", "--no-state contradicts --state and --from-history"),
      ("--last 30d", "--last belongs to --from-history; for logs give --since"),
      ("--from-history day.log", "--from-history reads no logs: leave them out"),
      ("--from-history --all", "--all: history holds the platform's mail only"),
      (
        "--from-history --last 30d --since today",
        "--last and --since or --until contradict each other"
      ),
    ])
  func contradictions(options: String, message: String) throws {
    let ended = try place.sh("$i report --no-config \(options)")
    #expect(ended.status == 2 && ended.errors.hasPrefix("incatrail: \(message)\n"))
  }
}
