# Bylaw. `make demo` and `make test` install what is missing, build, and run; a second run does no needless work.

# --- settings ---------------------------------------------------------------------------------------------------------
PREFIX   ?= /usr/local
BUILD    ?= build
CC        = gcc
CFLAGS   ?= -O2 -g
WARNINGS  = -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla
SANITIZE ?=
LIBS      = lua5.4 jansson libsodium sqlite3
# What the program carries in itself where the system has it as an archive: to find and bind shared libraries costs every
# start of it half a millisecond. ARCHIVES= leaves all to the system's shared ones; libbylaw.so always does.
ARCHIVES ?= lua5.4 jansson sodium sqlite3
FUZZ_SECONDS ?= 60
FUZZ_CC      ?= clang
# ----------------------------------------------------------------------------------------------------------------------

VERSION  := 0.1.0
FLAGS     = -std=gnu11 $(CFLAGS) $(WARNINGS) $(SANITIZE) -fvisibility=hidden -fPIC -MMD -MP -I. -I$(BUILD) \
            -DBYLAW_DATADIR='"$(PREFIX)/share/bylaw"' $(shell pkg-config --cflags $(LIBS))
LINK      = $(SANITIZE) $(shell pkg-config --libs $(LIBS)) -lcsv

CARRIED   = $(filter /%,$(foreach name,$(ARCHIVES),$(shell $(CC) -print-file-name=lib$(name).a)))

LIBRARY  := $(wildcard host/base/*.c host/value/*.c host/trace/*.c host/trace/*/*.c host/lua/*.c host/lua/*/*.c \
             host/store/*.c host/engine/*/*.c)
# What the program has in common with the library, whose archive shows no names but bylaw_*: it is linked into both.
SHARED   := $(addprefix host/base/,aside.c buf.c csv.c path.c system_error.c)
PROGRAM  := $(wildcard host/cli/*.c) $(SHARED)
SKELETON := stdlib/skeleton/policy.lua stdlib/skeleton/scenarios.lua
STDLIB   := $(filter-out stdlib/meta.lua,$(sort $(wildcard stdlib/*.lua stdlib/calendars/*.lua)))
UNITS    := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
FUZZERS  := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
OBJECTS  := $(LIBRARY:%.c=$(BUILD)/%.o) $(BUILD)/stdlib.o
EMBED    := $(patsubst %.c,$(BUILD)/%.o,$(filter host/base/% host/value/% host/trace/% host/lua/%,$(LIBRARY)))
BENCH    := $(patsubst %.c,$(BUILD)/%.o,$(filter-out %/pay_floor.c %/cold_floor.c,$(wildcard tests/bench/*.c)))
POLICIES := $(wildcard policies/*.lua policies/values/*.lua)

.PHONY: all demo test units style layers san san-build fuzz fuzzers bench install clean setup force
.DELETE_ON_ERROR:

all: $(BUILD)/bylaw $(BUILD)/libbylaw.a $(BUILD)/libbylaw.so $(BUILD)/bylaw.pc

# A line a folder while it compiles; V=1: one a file.
V        ?=
TOLD      = $(if $(V),@echo "  $1 $2",$(if $(told-$1-$(dir $2)),@:,$(eval told-$1-$(dir $2) := 1)@echo "  $1 $(dir $2)"))

# As many things at once as there are processors, where the caller says nothing else.
JOBS     ?= $(shell nproc 2>/dev/null || echo 1)
ATONCE    = --no-print-directory $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))

# The two commands of the README: set up, then go on with what is now there. What must hold ends with `N passed, N failed`; QUICK=1 leaves
# out what takes long.
demo: setup
	@$(MAKE) $(ATONCE) all && examples/demo.sh $(BUILD)/bylaw

test: setup
	@$(MAKE) $(ATONCE) all units $(if $(QUICK),,san-build)
	@QUICK=$(QUICK) tests/run.sh $(BUILD)

setup: $(BUILD)/.setup
$(BUILD)/.setup: .ci/setup .ci/packages
	@.ci/setup && mkdir -p $(BUILD) && touch $@

units: $(UNITS) $(BUILD)/shenyang/generate $(FUZZERS:%=$(BUILD)/tests/replay_%)

style:
	@tests/style.sh
layers:
	@tests/layers.sh
san: san-build
	@tests/san.sh build/san
san-build:
	@$(MAKE) --no-print-directory BUILD=build/san CFLAGS="-O1 -g -fno-omit-frame-pointer" \
	  SANITIZE="-fsanitize=address,undefined -fno-sanitize-recover=all" all units
# FUZZ_SECONDS a harness, ONLY=facts for one of them. What is found stays in build/fuzz/found and belongs into tests/fuzz/corpus.
fuzz: setup
	@$(MAKE) $(ATONCE) BUILD=build/fuzz CC="$(FUZZ_CC)" CFLAGS="-O1 -g -fno-omit-frame-pointer" \
	  SANITIZE="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all" fuzzers && \
	  tests/fuzz/run.sh build/fuzz $(FUZZ_SECONDS) $(ONLY)
fuzzers: $(FUZZERS:%=$(BUILD)/fuzz_%)
bench: all $(BUILD)/bench $(BUILD)/pay_floor $(BUILD)/cold_floor $(BUILD)/shenyang/generate
	@tests/bench/run.sh $(BUILD) $(ONLY)

# --- the library ------------------------------------------------------------------------------------------------------
$(BUILD)/%.o: %.c | $(BUILD)/.setup
	@mkdir -p $(@D)
	$(call TOLD,cc,$<)
	@$(CC) $(FLAGS) -c $< -o $@

# Columns live on loops over arrays.
$(BUILD)/host/trace/batch/column%.o $(BUILD)/host/trace/batch/signature_class.o $(BUILD)/host/trace/batch/row_test.o: CFLAGS += -O3

# The standard library becomes part of the program, so that one file is all there is to carry. It is compiled and its
# calendar read here, not at every start.
$(BUILD)/embed: .ci/embed.c $(EMBED)
	@echo "  ld $@"
	@$(CC) $(FLAGS) -o $@ .ci/embed.c $(EMBED) $(LINK)
$(BUILD)/stdlib.c: $(STDLIB) $(BUILD)/embed
	@$(BUILD)/embed $(STDLIB) > $@
$(BUILD)/stdlib.o: $(BUILD)/stdlib.c
	$(call TOLD,cc,$<)
	@$(CC) $(FLAGS) -c $< -o $@

# One object with only bylaw_* visible, so that the archive adds nothing else to a program's names.
$(BUILD)/libbylaw.a: $(OBJECTS)
	@echo "  ar $@"
	@ld -r -o $(BUILD)/libbylaw.o $(OBJECTS)
	@objcopy --wildcard --keep-global-symbol='bylaw_*' $(BUILD)/libbylaw.o
	@rm -f $@
	@ar rcs $@ $(BUILD)/libbylaw.o
$(BUILD)/libbylaw.so: $(OBJECTS)
	@echo "  ld $@"
	@$(CC) -shared -Wl,-soname,libbylaw.so.0 -o $@ $(OBJECTS) $(LINK)
# What `bylaw new` writes, as texts of C.
$(BUILD)/skeleton.c: $(SKELETON)
	@{ echo '#include "host/cli/skeleton.h"'; for f in $^; do echo "const char skeleton_$$(basename $$f .lua)[] ="; \
	  sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/  "&\\n"/' $$f; echo '  ;'; done; } > $@
$(BUILD)/skeleton.o: $(BUILD)/skeleton.c
	$(call TOLD,cc,$<)
	@$(CC) $(FLAGS) -c $< -o $@
$(BUILD)/bylaw: $(PROGRAM:%.c=$(BUILD)/%.o) $(BUILD)/skeleton.o $(BUILD)/libbylaw.a
	@echo "  ld $@"
	@$(CC) -o $@ $^ $(CARRIED) -Wl,--as-needed $(LINK) -lm -ldl
# What holds the prefix is made again when the prefix is another one.
$(BUILD)/.prefix: force
	@mkdir -p $(@D); echo '$(PREFIX)' | cmp -s - $@ || echo '$(PREFIX)' > $@
$(BUILD)/host/cli/shelf.o: $(BUILD)/.prefix
$(BUILD)/bylaw.pc: $(BUILD)/.prefix
	@printf '%s\n' 'prefix=$(PREFIX)' 'Name: bylaw' 'Version: $(VERSION)' \
	  'Description: Rules as code: public policy in Lua, with exact money and legal dates' \
	  'Requires.private: $(LIBS)' 'Libs.private: -lcsv' 'Libs: -L$${prefix}/lib -lbylaw' 'Cflags: -I$${prefix}/include' > $@

# --- tests ------------------------------------------------------------------------------------------------------------
$(BUILD)/tests/%: tests/unit/%.c $(OBJECTS)
	@mkdir -p $(@D)
	$(call TOLD,cc,$<)
	@$(CC) $(FLAGS) -Itests/unit -o $@ $< $(OBJECTS) $(LINK) -lcmocka
# Their allocations fail when they want them to (tests/unit/allocations.h).
$(BUILD)/tests/test_memory $(BUILD)/tests/test_hash: private LINK += $(foreach name,malloc calloc realloc free strdup strndup csv_init,-Wl,--wrap=$(name))
# It has file systems without links.
$(BUILD)/tests/test_store_file: private LINK += -Wl,--wrap=link -Wl,--wrap=renameat2
$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.h $(OBJECTS)
	@echo "  ld $@"
	@$(CC) $(FLAGS) -fsanitize=fuzzer -Itests/fuzz -o $@ $< $(OBJECTS) $(LINK)
$(BUILD)/tests/replay_%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c tests/fuzz/fuzz.h $(OBJECTS)
	@mkdir -p $(@D)
	@echo "  ld $@"
	@$(CC) $(FLAGS) -Itests/fuzz -o $@ $< tests/fuzz/replay.c $(OBJECTS) $(LINK)
$(BUILD)/shenyang/generate: examples/shenyang/generate.c | $(BUILD)/.setup
	@mkdir -p $(@D)
	$(call TOLD,cc,$<)
	@$(CC) $(FLAGS) -o $@ $<
$(BUILD)/bench: $(BENCH) $(OBJECTS)
	@echo "  ld $@"
	@$(CC) -o $@ $^ $(LINK)
$(BUILD)/cold_floor: tests/bench/cold_floor.c | $(BUILD)/.setup
	$(call TOLD,cc,$<)
	@$(CC) $(FLAGS) -o $@ $< $(CARRIED) -Wl,--as-needed $(LINK) -lm -ldl
$(BUILD)/pay_floor: tests/bench/pay_floor.c | $(BUILD)/.setup
	$(call TOLD,cc,$<)
	@$(CC) $(FLAGS) -o $@ $< $(shell pkg-config --libs sqlite3)

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include \
	  $(DESTDIR)$(PREFIX)/share/bylaw/policies/values
	install $(BUILD)/bylaw $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(BUILD)/libbylaw.a $(DESTDIR)$(PREFIX)/lib/
	install $(BUILD)/libbylaw.so $(DESTDIR)$(PREFIX)/lib/libbylaw.so.0
	ln -sf libbylaw.so.0 $(DESTDIR)$(PREFIX)/lib/libbylaw.so
	install -m 644 $(BUILD)/bylaw.pc $(DESTDIR)$(PREFIX)/lib/pkgconfig/
	install -m 644 host/bylaw.h $(DESTDIR)$(PREFIX)/include/
	install -m 644 policies/*.lua $(DESTDIR)$(PREFIX)/share/bylaw/policies/
	install -m 644 policies/values/*.lua $(DESTDIR)$(PREFIX)/share/bylaw/policies/values/

clean:
	rm -rf $(BUILD)

-include $(patsubst %.o,%.d,$(OBJECTS)) $(PROGRAM:%.c=$(BUILD)/%.d) $(UNITS:%=%.d) $(BENCH:%.o=%.d) $(BUILD)/embed.d
