# Everything here is a thin name for a command or for a script in scripts/.

SHELL := /bin/bash
DOCUMENTED := ./examples/api ./examples/versions/disks
.DEFAULT_GOAL := help
.PHONY: help demo test test-openstack test-peers test-latest try-release lint fmt generate check bench chaos fuzz clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## generate the example and run calls, a cast and a fanout through it
	go run ./cmd/oslogen ./examples/...
	go run ./examples/api/demo

test: ## vet, format, generated code, all tests with a private broker and Python peers
	@bash scripts/test

test-peers: ## interop, conformance and fault drills against RabbitMQ 4.0 and 4.3, oslo.messaging 16.1 and 18.3
	@bash scripts/test-peers

test-openstack: ## the examples of openstack/ against nova, neutron, ironic, heat and ceilometer of Debian
	@bash scripts/test-openstack

test-latest: ## the driver's tests with the newest amqp091-go that there is
	@bash scripts/test-latest

try-release: ## tag a temporary clone and build a service from it (VERSION=v0.1.0)
	@scripts/try-release $(VERSION)

lint: ## golangci-lint, if installed (LINT=fetch builds it)
	@bash scripts/lint

fmt: ## format all Go files
	@. ./scripts/lib && sources | xargs gofmt -w

generate: ## write all generated files again
	go generate ./...
	go -C bench generate ./...
	go build -o bin/oslogen ./cmd/oslogen
	cd openstack && ../bin/oslogen ./...
	bin/oslogen docs -o docs/generated $(DOCUMENTED)

check: ## fail if a generated file is not what oslogen would write
	go run ./cmd/oslogen check ./...
	go -C bench run github.com/oslogen/oslogen/cmd/oslogen check ./...
	go build -o bin/oslogen ./cmd/oslogen
	cd openstack && ../bin/oslogen check ./...
	bin/oslogen docs --check -o docs/generated $(DOCUMENTED)

bench: ## what a generated call costs, beside hand-written code and Python (BENCH="-quick")
	go -C bench run . $(BENCH)

chaos: ## the fault drills: brokers killed, frozen, cut off, many times over
	OSLOGEN_CHAOS=1 go test -race -count=1 -timeout 60m -v -run 'Chaos' ./runtime/...

fuzz: ## every fuzz target for FUZZTIME (20s) each
	@bash scripts/fuzz

clean: ## remove what was built, measured or fetched
	rm -rf bin dist .peers coverage* *.prof *.out
