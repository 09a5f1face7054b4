# Everything one does with a checkout. The work is in scripts/ and package.json.
.DEFAULT_GOAL := help
.PHONY: help setup build demo test bench bench-quick format size deny api

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 20

setup: ## get the tools and packages that building and testing take
	@scripts/setup.sh --tests

build: ## build the module, the package and the console
	@scripts/setup.sh
	@scripts/build.sh

demo: build ## build, then serve the console with a sample organisation
	@npm run --silent demo -w www

test: ## the whole check, as CI runs it
	@scripts/test.sh

bench: build ## measure against the targets, and write docs/performance.md (twenty minutes)
	@npm run --silent bench

bench-quick: build ## the same with less of everything, and on the screen only
	@npm run --silent bench:quick

format: ## format Rust, TypeScript, JavaScript and Python
	@cargo fmt --all
	@scripts/python.sh --format
	@npm run --silent format

size: ## what the built module weighs
	@npm run --silent size

api: ## the API reference of the package, as HTML
	@npm run --silent docs

deny: ## licences and origin of the Rust dependencies (needs cargo-deny)
	@cargo deny check licenses bans sources
