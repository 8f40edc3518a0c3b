# The commands of the project; `make` alone lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help need build test browser-test lint format golden patterns bench fuzz release deb report readme

LIBRARIES := libpcre2-dev libzstd-dev liblzma-dev libbz2-dev zlib1g-dev libisal-dev tzdata
INCATRAIL := .build/release/incatrail
SOURCES   := Sources Tests Package.swift
# Nothing here reads standard input, and a test that waits must not wait for good.
SWIFT_TEST := timeout $(or $(TEST_SECONDS),1800) env SWIFT_BACKTRACE=enable=no swift test </dev/null

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14
	@echo
	@echo 'make report LOG=/var/log/mail.log OPTIONS="--since yesterday"'

need:
	@command -v swift >/dev/null || { echo 'Swift 6 is missing: https://www.swift.org/install' >&2; exit 1; }
	@.ci/need $(LIBRARIES)

build: need ## a debug build of everything
	swift build

test: need ## the whole test suite
	$(SWIFT_TEST)

browser-test: release ## the page in Chromium: its script runs, axe-core, pictures in .build/browser
	@.ci/need chromium python3-pip
	@.ci/browser-test $(INCATRAIL) .build/browser

lint: ## check the style
	swift format lint --strict --parallel --recursive $(wildcard $(SOURCES))

format: ## put the sources in style
	swift format --in-place --parallel --recursive $(wildcard $(SOURCES))

golden: need ## rewrite the expected outputs under fixtures/; review the diff
	INCATRAIL_GOLDEN=update $(SWIFT_TEST) --filter GoldenTests
	@git --no-pager diff --stat -- fixtures

patterns: need ## run the examples of every pattern file
	swift run -q incatrail patterns check

release: need ## the binary that runs on a gateway without Swift
	@swift build -c release --static-swift-stdlib --product incatrail >&2

deb: need release ## a Debian package of that binary, checked: .build/deb/incatrail_VERSION_ARCH.deb
	@.ci/need dpkg-dev binutils python3 man-db
	@deb=$$(packaging/build-deb $(INCATRAIL) .build/deb) && packaging/check-deb "$$deb" && echo "$$deb"

# A day of real mail where no LOG is given; it needs its own options.
LOG ?=
OPTIONS ?=
DAY := fixtures/day/mail.log

report: release ## the report on LOG, one file or several; without LOG on a sample day
ifeq ($(strip $(LOG)),)
	@$(INCATRAIL) report $$(cat fixtures/day/options) $(OPTIONS) $(DAY)
else
	@$(INCATRAIL) report $(OPTIONS) $(LOG)
endif

readme: release ## put the report on the sample day into README.md
	@$(INCATRAIL) report $$(cat fixtures/day/options) $(DAY) > .build/readme.txt
	@{ echo '```'; sed '/^  2  /,$$d' .build/readme.txt; echo '```'; \
	  echo '<details><summary>The rest of it</summary>'; echo; \
	  echo '```'; sed -n '/^  2  /,$$p' .build/readme.txt; echo '```'; echo '</details>'; \
	  } > .build/readme.md
	@sed -i -e '/<!-- report:begin -->/,/<!-- report:end -->/{//!d}' README.md
	@sed -i -e '/<!-- report:begin -->/r .build/readme.md' README.md

# BENCH_SIZE (1G), BENCH_RUNS (5) and TMPDIR, where the large files go, may be set.
# eximstats and exigrep are unpacked, not installed: their package and Postfix exclude each other.
BENCH     := .build/release/incatrail-bench
EXIM_BASE := .build/exim4-base

bench: release ## speed beside wc, grep, rg and log analyzers: a table for each dialect
	@.ci/need pflogsumm
	@.ci/unpack exim4-base $(EXIM_BASE)
	@swift build -c release --static-swift-stdlib --product incatrail-bench >&2
	@$(BENCH) exchange .build/exchange.log
	@$(BENCH) run postfix fixtures/bench/postfix.log.zst $(INCATRAIL) \
	  $$(cat fixtures/day/options)
	@PATH="$$PATH:$(EXIM_BASE)/usr/sbin" $(BENCH) run exim fixtures/bench/exim.log.zst $(INCATRAIL) \
	  $$(cat fixtures/bench/exim.options)
	@$(BENCH) run exim-all fixtures/exim/exim498-openssl-all/mainlog.zst $(INCATRAIL) \
	  $$(cat fixtures/bench/exim.options)
	@$(BENCH) run exchange .build/exchange.log $(INCATRAIL) --own 192.0.2.0/24

# Each target gets FUZZ_SECONDS. It starts from lines and files of fixtures/, from what earlier
# runs found worth keeping and from the finds in fixtures/fuzz/; new finds go to .build/fuzz/finds/.
FUZZ_SECONDS ?= 60
FUZZ_TARGETS ?= bytes postfix exim exchange sendmail framing patterns trails queries queues
FUZZ_BUILD := .build/fuzz

fuzz: need ## feed the parsers random bytes for FUZZ_SECONDS each
	INCATRAIL_FUZZ=1 swift build -c release --scratch-path $(FUZZ_BUILD) \
	  --product IncaTrailFuzz -Xswiftc -sanitize=fuzzer,address
	@mkdir -p $(FUZZ_BUILD)/finds $(FUZZ_BUILD)/seeds
	@awk 'FNR % 97 == 1 { file = sprintf("$(FUZZ_BUILD)/seeds/%05d", n++); \
	  printf "%s\n", $$0 > file; close(file) }' fixtures/postfix/*/*.log
	@for log in fixtures/exim/*/mainlog.zst; do zstd -dcq "$$log"; done 2>/dev/null \
	  | awk 'NR % 97 == 1 { file = sprintf("$(FUZZ_BUILD)/seeds/x%05d", n++); \
	  sub(/^[-0-9]+ [:.0-9]+ ([-+][0-9]+ )?(\[[0-9]+\] )?/, ""); printf "%s\n", $$0 > file; close(file) }'
	@for log in fixtures/sendmail/*/mail.log.zst; do zstd -dcq "$$log"; done 2>/dev/null \
	  | awk 'NR % 17 == 1 { file = sprintf("$(FUZZ_BUILD)/seeds/s%05d", n++); \
	  sub(/^[A-Z][a-z]+ +[0-9]+ [0-9:]+ [^ ]+ [^ ]+: /, ""); printf "%s\n", $$0 > file; close(file) }'
	@for log in fixtures/exchange/*/*.zst; do zstd -dcq "$$log" | head -40 \
	  > $(FUZZ_BUILD)/seeds/$$(basename $$log .zst); done 2>/dev/null || true
	@cp patterns/* $(FUZZ_BUILD)/seeds/ 2>/dev/null || true
	@set -e; for target in $(FUZZ_TARGETS); do \
	  echo "== $$target, $(FUZZ_SECONDS) s"; \
	  mkdir -p $(FUZZ_BUILD)/corpus/$$target fixtures/fuzz/$$target; \
	  FUZZ_TARGET=$$target $(FUZZ_BUILD)/release/IncaTrailFuzz -max_total_time=$(FUZZ_SECONDS) \
	    -timeout=10 -rss_limit_mb=4096 -verbosity=0 -print_final_stats=1 \
	    -artifact_prefix=$(FUZZ_BUILD)/finds/$$target- \
	    $(FUZZ_BUILD)/corpus/$$target fixtures/fuzz/$$target $(FUZZ_BUILD)/seeds </dev/null; \
	  rmdir --ignore-fail-on-non-empty -p fixtures/fuzz/$$target; \
	done
