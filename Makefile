# catalog: what people type. `make help` lists it.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
SYSTEM := $(shell uname -s)
SWIFT_NEEDED := 6.0
SWIFT_PAGE := https://www.swift.org/install/

# One self-contained file on Linux. A Mac's system libraries are always there and cannot be linked statically.
ifeq ($(SYSTEM),Linux)
RELEASE_FLAGS := -c release -Xswiftc -static-executable -Xlinker -s
else
RELEASE_FLAGS := -c release
endif
BINARY := .build/release/catalog
# A C program of its own: nothing of it is part of the Swift package, which builds without libvips.
PREVIEW := .build/catalog-preview
PREVIEW_SOURCES := Sources/catalog-preview
VIPS_NEEDED := vips >= 8.13
CFLAGS ?= -O2
PREVIEW_FLAGS := -Wall -Wextra $(if $(CATALOG_STRICT),-Werror) -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
ifeq ($(SYSTEM),Linux)
PREVIEW_LIBRARIES := -pie -Wl,-z,relro,-z,now
endif
# The linker warns of functions that look up users, load plug-ins or name temporary files. Foundation brings them along for
# the argument parser, and nothing here calls them.
STATIC_GLIBC := "/warning: (Using '[a-z_]+' in statically linked applications|the use of .mktemp' is dangerous)/d"

FORMATTED := Package.swift Sources Tests Server/Package.swift Server/Sources Server/Tests

# The server is a package of its own, with its dependencies in a build folder of its own.
SERVER := --package-path Server --scratch-path .build-server
SERVER_BINARY := .build-server/release/catalog-serve

.PHONY: help setup setup-tests setup-bench setup-preview setup-serve setup-nginx setup-deb setup-scale build preview preview-if-possible serve demo \
  demo-serve page test test-page test-serve test-serve-units test-faults test-scale test-counts test-description check fuzz fuzz-serve fmt \
  install-serve \
  bench bench-quick bench-serve bench-neighbours bench-signin bench-engines setup-bench-serve \
  install install-files install-serve-files uninstall man settings deb test-deb clean

help: ## Lists the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# --- What has to be on the machine -------------------------------------------------------------------------------

# $(call need,TEST,DEBIAN PACKAGES,HOMEBREW PACKAGES): installs where the test fails, says how where that is not possible.
define need
if ! { $(1); } >/dev/null 2>&1; then \
  if [ "$(SYSTEM)" = Darwin ]; then \
    command -v brew >/dev/null || { echo "catalog needs: $(3). Install Homebrew, then: brew install $(3)" >&2; exit 1; }; \
    brew install $(3); \
  elif command -v apt-get >/dev/null; then \
    if [ "$$(id -u)" = 0 ]; then as_root=; \
    elif command -v sudo >/dev/null; then as_root=sudo; \
    else echo "catalog needs: $(2). Run as root: apt-get install -y $(2)" >&2; exit 1; fi; \
    echo "Installing $(2)"; \
    install="$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(2)"; \
    $$install >/dev/null 2>&1 || { $$as_root apt-get update -qq && $$install >/dev/null; } \
      || { echo "catalog needs: $(2). They could not be installed; see what apt-get says above." >&2; exit 1; }; \
  else \
    echo "catalog needs: $(2). Install them with this system's package manager (the names are Debian's)." >&2; exit 1; \
  fi; \
fi
endef

setup: ## Installs what building needs and is missing
	@command -v $(SWIFT) >/dev/null || { \
	  echo "catalog needs Swift $(SWIFT_NEEDED) or later, and there is no swift here. Install it: $(SWIFT_PAGE)" >&2; exit 1; }
	@version=$$($(SWIFT) --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+\.[0-9]+).*/\1/p' | head -n 1); \
	oldest=$$(printf '%s\n%s\n' "$$version" "$(SWIFT_NEEDED)" | sort -V | head -n 1); \
	[ "$$oldest" = "$(SWIFT_NEEDED)" ] || { \
	  echo "catalog needs Swift $(SWIFT_NEEDED) or later, and this is $${version:-unknown}. Install it: $(SWIFT_PAGE)" >&2; exit 1; }
	@$(call need,command -v pkg-config,pkg-config,pkgconf)
	@$(call need,pkg-config --exists libexif,libexif-dev,libexif)
	@$(call need,pkg-config --exists libbrotlidec,libbrotli-dev,brotli)
ifeq ($(SYSTEM),Linux)
	@$(call need,pkg-config --exists zlib,zlib1g-dev,zlib)
	@$(call need,pkg-config --exists expat,libexpat1-dev,expat)
endif

setup-preview:
	@$(call need,command -v pkg-config,pkg-config,pkgconf)
	@$(call need,command -v $(CC),gcc libc6-dev,gcc)
	@$(call need,pkg-config --exists "$(VIPS_NEEDED)",libvips-dev,vips)

# The package need not belong to the first Python of the path; the tests look for it in the same places.
HAS_JSONSCHEMA = (for python in .build-venv/bin/python3 $$(type -ap python3); do $$python -c "import jsonschema" && exit 0; done; exit 1)

setup-tests: setup setup-preview
	@$(call need,command -v vips,libvips-tools,vips)
	@$(call need,command -v jq,jq,jq)
	@$(call need,command -v python3,python3,python3)
	@$(call need,command -v ogrinfo,gdal-bin,gdal)
	@$(call need,command -v exiftool,libimage-exiftool-perl,exiftool)
	@$(call need,command -v exiv2,exiv2,exiv2)
	@$(call need,command -v zbarimg,zbar-tools,zbar)
ifeq ($(SYSTEM),Linux)
	@$(call need,$(HAS_JSONSCHEMA),python3-jsonschema,)
	@$(call need,command -v strace,strace,strace)
	@$(call need,command -v valgrind,valgrind,valgrind)
else
	@{ $(HAS_JSONSCHEMA); } >/dev/null 2>&1 || { python3 -m venv .build-venv && .build-venv/bin/pip install -q jsonschema; }
endif
	@$(call need,python3 Tests/Browser/chromium.py,chromium,chromium)
	@$(call need,command -v node,nodejs,node)
	@python3 -c "import axe_core_python" 2>/dev/null || python3 -m pip install -q axe-core-python 2>/dev/null \
	  || python3 -m pip install -q --break-system-packages axe-core-python 2>/dev/null \
	  || echo "axe-core-python cannot be installed here: the test that needs it says so" >&2

# PostGIS, a file system of the tests' own, and what reads Parquet and runs Spark.
SCALE_PYTHON = .build-venv/bin/python3
setup-scale: setup
	@$(call need,ls /usr/share/postgresql/*/extension/postgis.control,postgresql-15-postgis-3,postgis)
	@$(call need,command -v psql,postgresql-client,libpq)
	@$(call need,command -v ogr2ogr,gdal-bin,gdal)
	@$(call need,command -v java,openjdk-17-jre-headless,openjdk@17)
ifeq ($(SYSTEM),Linux)
	@$(call need,command -v cc,gcc,gcc)
	@$(call need,pkg-config --exists fuse3 && command -v fusermount3,libfuse3-dev fuse3,)
endif
	@$(SCALE_PYTHON) -c "import duckdb, geopandas, pyarrow, pyspark" 2>/dev/null \
	  || { python3 -m venv .build-venv && .build-venv/bin/pip install -q duckdb geopandas pyarrow 'pyspark==3.5.*'; }

# A peer that cannot be installed is left out of the table.
setup-bench: setup
	@$(call need,command -v cc,gcc,gcc)
	@$(call need,command -v python3,python3,python3)
	@( $(call need,python3 -c "import PIL" || /usr/bin/python3 -c "import PIL",python3-pil,pillow) ) || true
	@( $(call need,command -v exiftool,libimage-exiftool-perl,exiftool) ) || true
	@( $(call need,command -v exiv2,exiv2,exiv2) ) || true
	@( $(call need,command -v jq,jq,jq) ) || true
	@( $(call need,command -v sqlite3,sqlite3,sqlite) ) || true
	@python3 -c "import duckdb" 2>/dev/null || .build-venv/bin/python3 -c "import duckdb" 2>/dev/null \
	  || { python3 -m venv .build-venv && .build-venv/bin/pip install -q duckdb; } || true

# --- Building and trying -----------------------------------------------------------------------------------------

build: setup ## Builds the program as it is installed: .build/release/catalog
	@$(SWIFT) build $(RELEASE_FLAGS) --product catalog 2>&1 | sed -E $(STATIC_GLIBC)

preview: setup-preview ## Builds catalog-preview, which makes the pictures of maps, with libvips: .build/catalog-preview
	@mkdir -p $(dir $(PREVIEW))
	@$(CC) -std=gnu11 $(PREVIEW_FLAGS) $(CFLAGS) $$(pkg-config --cflags vips) $(PREVIEW_SOURCES)/*.c \
	  -o $(PREVIEW) $(LDFLAGS) $$(pkg-config --libs vips) $(PREVIEW_LIBRARIES)

# Who installs catalog gets catalog-preview too, where that can be built without anything more.
preview-if-possible:
	@if pkg-config --exists "$(VIPS_NEEDED)" && command -v $(CC) >/dev/null; then \
	  $(MAKE) --silent --no-print-directory preview; \
	else \
	  rm -f $(PREVIEW); \
	  echo "catalog-preview is left out: it needs libvips 8.13 or later, with its headers, and a C compiler. Without it maps show" \
	    "only the small pictures that photos bring along. To add it: make preview, then make install again"; \
	fi

demo: build ## Scans Samples/, asks what was taken near Seoul City Hall, and exports
	@cd Samples && catalog() { echo; echo "$$ catalog $$*"; ../$(BINARY) "$$@"; } && \
	{ catalog scan photos || [ $$? = 1 ]; } && \
	echo "(broken.jpg is broken on purpose: exit code 1 says that a file could not be read.)" && \
	catalog near 37.5665 126.9780 && \
	catalog near -33.8586 151.2140 --radius 500m && \
	catalog export json -o .build-demo.json && head -n 3 .build-demo.json | cut -c 1-150 && rm .build-demo.json

setup-deb:
	@$(call need,command -v debootstrap,debootstrap,)
	@$(call need,command -v dpkg-shlibdeps,dpkg-dev,)

setup-serve: setup
	@$(call need,pkg-config --exists sqlite3,libsqlite3-dev,sqlite)

serve: setup-serve ## Builds the server: .build-server/release/catalog-serve, about ten minutes from nothing
	@$(SWIFT) build $(SERVER) $(RELEASE_FLAGS) --product catalog-serve 2>&1 | sed -E $(STATIC_GLIBC)

demo-serve: build serve ## Serves Samples/ on a free port and prints the address
	@cd Samples && { ../$(BINARY) scan photos || [ $$? = 1 ]; } && \
	../$(SERVER_BINARY) --listen 127.0.0.1:0 --public coarse --title Samples --log-level warning

page: ## Writes both PageFiles.swift anew, after a change to the files of the map or of the server's pages
	@packaging/page.py

# --- Checking ----------------------------------------------------------------------------------------------------

test: check preview test-page ## Checks format and warnings, runs all tests
	@CATALOG_STRICT=1 CATALOG_REQUIRE_PEERS=1 $(SWIFT) test

test-page: check ## Tests the page's scripts in Node, and the exported page in a headless Chromium
	@node --test Tests/Page/*.test.js
	@python3 -m unittest discover --start-directory Tests/Browser

test-faults: setup-tests build preview ## Kills scans, fails their system calls and fills their disks, on Linux; some of it only as root
	@[ "$(SYSTEM)" = Linux ] || { echo "The tests of faults need Linux: strace, and file systems to mount" >&2; exit 1; }
	@CATALOG="$(abspath $(BINARY))" CATALOG_PREVIEW="$(abspath $(PREVIEW))" \
	  python3 -m unittest discover --start-directory Tests/Faults

test-serve-units: setup-tests setup-serve ## Tests the server by itself, without sockets
	@node --test Server/Tests/Page/*.test.js
	@CATALOG_STRICT=1 $(SWIFT) build $(SERVER) --build-tests
	@CATALOG_STRICT=1 $(SWIFT) test $(SERVER) --skip-build

test-serve: test-serve-units setup-nginx preview ## Tests the server, by itself and over sockets
	@CATALOG_SERVE="$(abspath .build-server/debug/catalog-serve)" CATALOG_PREVIEW="$(abspath $(PREVIEW))" \
	  python3 -m unittest discover --start-directory Server/Tests/Sockets

test-counts: setup-tests build ## Counts the instructions of answers, on Linux
	@CATALOG="$(abspath $(BINARY))" python3 -m unittest discover --start-directory Tests/Counts

test-scale: setup-scale build ## Tests many machines and other engines: Spark, PostGIS, Parquet, slow drives (Linux)
	@CATALOG="$(abspath $(BINARY))" CATALOG_REQUIRE_PEERS=1 $(SCALE_PYTHON) -m unittest discover --start-directory Tests/Scale

check: setup-tests ## Checks the format and the order of rooms, and builds with warnings as errors
	@$(SWIFT) format lint --strict --recursive --parallel $(FORMATTED)
	@python3 -m unittest discover --start-directory Tests/Structure
	@CATALOG_STRICT=1 $(SWIFT) build --build-tests

TIME ?= 60
ONLY ?=

fuzz: setup ## Feeds the readers broken files for TIME=60 seconds each, or ONLY=xmp one of them (Linux)
	@SWIFT="$(SWIFT)" Tests/Fuzzing/run "$(TIME)" "$(ONLY)"

fuzz-serve: setup-serve ## The same for what a request says: its address, head and body (Linux; the first build is long)
	@SWIFT="$(SWIFT)" Tests/Fuzzing/run "$(TIME)" "$(ONLY)" Server/Tests/Fuzz

# Schemathesis lies in a folder of its own where it is not installed.
test-description: TIME = 1200
test-description: serve ## Asks the server all that its description allows, and forbids, for TIME=1200 seconds; not part of CI
	@$(SCALE_PYTHON) -c "import schemathesis" 2>/dev/null || { python3 -m venv .build-venv && .build-venv/bin/pip install -q schemathesis; }
	@CATALOG_SERVE="$(abspath $(SERVER_BINARY))" $(SCALE_PYTHON) Server/Tests/Description/run.py "$(TIME)" --keep .build-description

fmt: setup ## Formats the sources
	@$(SWIFT) format --in-place --recursive --parallel $(FORMATTED)

# --- Measuring ---------------------------------------------------------------------------------------------------

bench: setup-bench build ## Measures against other programs, about ten minutes; writes docs/benchmarks.md and .svg
	@python3 Benchmarks/bench.py --docs docs

bench-quick: setup-bench build ## The same with fewer photos, about a minute; prints the table
	@python3 Benchmarks/bench.py --quick

# Where systemd runs, installing nginx starts it: there people install it themselves, and tests without it say so.
setup-nginx:
	@[ -d /run/systemd/system ] || [ "$(SYSTEM)" = Darwin ] || ( $(call need,command -v nginx,nginx-light,) ) || true

setup-bench-serve: setup-serve setup-preview setup-nginx
	@$(call need,command -v cc,gcc,gcc)
	@$(call need,command -v python3,python3,python3)
	@( $(call need,command -v wrk,wrk,wrk) ) || true

bench-serve: setup-bench-serve build preview serve ## Measures the server over a million photos and against nginx, about ten minutes (Linux)
	@python3 Benchmarks/serve.py

bench-neighbours: setup-bench-serve preview serve ## Measures 50 people who send photos while 200 look, over 100,000 photos: about ten minutes (Linux)
	@$(call need,command -v vips,libvips-tools,vips)
	@python3 Benchmarks/neighbours.py

bench-signin: setup-bench-serve serve ## Measures whether the times of answers to signing in tell who has an account: about eight minutes (Linux)
	@python3 Benchmarks/signin.py

bench-engines: setup-scale build ## Measures near against PostGIS and DuckDB over ten million photos: 30 GB of disk, about half an hour (Linux)
	@$(SCALE_PYTHON) Benchmarks/engines.py

# --- Installing --------------------------------------------------------------------------------------------------

SHARE = $(DESTDIR)$(PREFIX)/share
MANUAL := $(wildcard packaging/man/*.1)
# Each shell looks for completions in a folder and under a name of its own.
BASH_COMPLETIONS = $(SHARE)/bash-completion/completions
ZSH_COMPLETIONS = $(SHARE)/zsh/site-functions
FISH_COMPLETIONS = $(SHARE)/fish/vendor_completions.d

install: build preview-if-possible ## Installs program, manual and completions below PREFIX (default /usr/local), behind DESTDIR
	@$(MAKE) --silent --no-print-directory install-files
	@if [ -x "$(PREVIEW)" ]; then install -m 755 "$(PREVIEW)" "$(DESTDIR)$(PREFIX)/bin/catalog-preview"; fi
	@echo "Installed $(DESTDIR)$(PREFIX)/bin/catalog, its names of places, its manual, and completions for bash, zsh and fish"

# The program writes its completions itself. bash reads its script and never runs it, so the script's first line, "#!", goes.
install-files:
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/man/man1"
	@install -d "$(BASH_COMPLETIONS)" "$(ZSH_COMPLETIONS)" "$(FISH_COMPLETIONS)"
	@install -m 755 "$(BINARY)" "$(DESTDIR)$(PREFIX)/bin/catalog"
	@install -d "$(SHARE)/catalog"
	@install -m 644 share/catalog/places.gazetteer "$(SHARE)/catalog"
	@install -m 644 $(MANUAL) "$(SHARE)/man/man1"
	@"$(BINARY)" --generate-completion-script bash | sed '1{/^#!/d;}' >"$(BASH_COMPLETIONS)/catalog"
	@"$(BINARY)" --generate-completion-script zsh >"$(ZSH_COMPLETIONS)/_catalog"
	@"$(BINARY)" --generate-completion-script fish >"$(FISH_COMPLETIONS)/catalog.fish"
	@chmod 644 "$(BASH_COMPLETIONS)/catalog" "$(ZSH_COMPLETIONS)/_catalog" "$(FISH_COMPLETIONS)/catalog.fish"

install-serve: serve ## Installs the server beside the program
	@$(MAKE) --silent --no-print-directory install-serve-files
	@echo "Installed $(DESTDIR)$(PREFIX)/bin/catalog-serve, and a unit for systemd"

install-serve-files:
	@install -d "$(DESTDIR)$(PREFIX)/bin"
	@install -m 755 "$(SERVER_BINARY)" "$(DESTDIR)$(PREFIX)/bin/catalog-serve"
	@install -d "$(DESTDIR)$(PREFIX)/lib/systemd/system"
	@sed 's|/usr/bin|$(PREFIX)/bin|' packaging/systemd/catalog-serve.service \
	  >"$(DESTDIR)$(PREFIX)/lib/systemd/system/catalog-serve.service"
	@chmod 644 "$(DESTDIR)$(PREFIX)/lib/systemd/system/catalog-serve.service"

uninstall: ## Removes what install put there
	@rm -f $(foreach program,catalog catalog-preview catalog-serve,"$(DESTDIR)$(PREFIX)/bin/$(program)")
	@rm -f "$(DESTDIR)$(PREFIX)/lib/systemd/system/catalog-serve.service"
	@rm -f "$(SHARE)/catalog/places.gazetteer"
	@rmdir "$(SHARE)/catalog" 2>/dev/null || true
	@rm -f "$(BASH_COMPLETIONS)/catalog" "$(ZSH_COMPLETIONS)/_catalog" "$(FISH_COMPLETIONS)/catalog.fish"
	@rm -f $(foreach page,$(notdir $(MANUAL)),"$(SHARE)/man/man1/$(page)")

man: ## Writes the manual's pages anew from what the program says of itself
	@$(SWIFT) build --product catalog
	@packaging/manual.py .build/debug/catalog packaging/man

settings: setup-serve ## Writes the reference of the server's settings anew from what the server says of itself
	@$(SWIFT) build $(SERVER) --product catalog-serve
	@.build-server/debug/catalog-serve --reference >docs/settings.md
	@.build-server/debug/catalog-serve --schema >docs/schema/settings.schema.json

deb: build preview serve ## Builds Debian packages in .build/: catalog, catalog-serve and catalog-preview
	@packaging/make-deb .build $(BINARY) $(SERVER_BINARY) $(PREVIEW)

test-deb: setup-tests setup-deb deb ## Installs the packages in a clean Debian, serves and removes them (as root)
	@python3 -m unittest discover --start-directory Tests/Packages

clean: ## Removes what was built
	@rm -rf .build .build-* Samples/catalog.json Samples/.catalog.json.lock
