/* --stats: how the trees went, on standard error, so that answers stay answers. */
#include "host/cli/ledger.h"

static void print_json_line(const bylaw_statistics *s) {
  fprintf(stderr,
          "{\"asked\":%lld,\"by_lua\":%lld,\"hits\":%lld,\"misses\":%lld,\"guards\":%lld,\"leaves\":%lld,"
          "\"nodes\":%lld,\"tree_bytes\":%lld,\"bytes\":%lld,\"dropped\":%lld}\n",
          s->asked, s->by_lua, s->hits, s->misses, s->guards, s->leaves, s->nodes, s->tree_bytes, s->bytes,
          s->dropped);
}

static void print_count(const char *before, long long count, const char *after) {
  char room[COUNT_SIZE];
  fprintf(stderr, "%s%s%s", before, count_words(count, room), after);
}

void stats_print(const bylaw *b, bool json) {
  bylaw_statistics s;
  bylaw_stats(b, &s);
  if (json) {
    print_json_line(&s);
    return;
  }
  print_count("统计：决定 ", s.asked, " 次");
  print_count("，其中运行 Lua ", s.by_lua, " 次\n");
  print_count("  路径：命中 ", s.hits, " 次");
  print_count("，未曾走过 ", s.misses, " 次\n");
  print_count("  树：判断 ", s.guards, " 个");
  print_count("，叶 ", s.leaves, " 个");
  print_count("，表达式 ", s.nodes, " 个");
  print_count("，放弃 ", s.dropped, " 棵\n");
  print_count("  内存：树 ", s.tree_bytes, " 字节");
  print_count("，共 ", s.bytes, " 字节\n");
}
