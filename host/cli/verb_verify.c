/* bylaw verify: recompute everything. */
#include "host/cli/ledger.h"

static void print_faults(const json_t *answer) {
  const json_t *faults = json_object_get(answer, "faults");
  long long count = count_of(answer, "fault_count"), listed = (long long)json_array_size(faults);
  size_t i;
  json_t *one;
  json_array_foreach(faults, i, one) {
    fputs("不符：", stdout);
    text_put(stdout, json_string_value(one));
    putchar('\n');
  }
  if (count > listed) printf("另有 %lld 处\n", count - listed);
}

static void print_answer(const json_t *answer) {
  char runs[COUNT_SIZE], lines[COUNT_SIZE], people[COUNT_SIZE];
  bool ok = json_is_true(json_object_get(answer, "ok"));
  print_faults(answer);
  printf("%s：%s 次发放，%s 笔明细，重新计算了 %s 人\n", ok ? "全部相符" : "有不符之处",
         count_words(count_of(answer, "runs"), runs), count_words(count_of(answer, "lines"), lines),
         count_words(count_of(answer, "subjects"), people));
}

static bool recompute(struct shelf *s, json_t **answer) {
  struct progress progress;
  bylaw_error e;
  char *text;
  progress_open(&progress);
  bylaw_status status = bylaw_verify(s->handle, &progress.tell, &text, &e);
  progress_close(&progress);
  *answer = answer_of(status, &text, &e);
  return *answer != NULL;
}

/* What a signature file says, read before the database is: a file that cannot be read must not cost
** an hour of verifying. */
struct signature {
  char head[HEAD_SIZE];
  bool right; /* it is of the public key */
};

/* That the database continues what was printed, and what was signed. False: printed. */
static bool compare_heads(struct shelf *s, const struct args *a, const struct signature *of, json_t **answer,
                          bool *ok) {
  const char *head = args_value(a, "head"), *key = args_value(a, "public-key");
  bool found = true, right = of->right, continues = true;
  if (head && !head_continues(s, head, &found)) return false;
  if (key && !head_continues(s, of->head, &continues)) return false;
  if (head) object_put(answer, "continues", json_boolean(found));
  if (key) object_put(answer, "signed", json_boolean(right && continues));
  if (!*answer) return fail_memory() == EXIT_YES;
  if (!args_has(a, "json")) {
    if (head)
      puts(found ? "数据库接续所给的链头" : "不符：数据库里没有所给的链头：它之后的内容被去掉或改写过");
    if (key && !right) puts("不符：签名不是这把公钥的，或内容改动过");
    if (key && right)
      puts(continues ? "签名有效，数据库接续所签的链头" : "不符：签名有效，但数据库不接续所签的链头");
  }
  *ok = *ok && found && right && continues;
  return true;
}

/* The head for the file on paper: one of a database with faults would vouch for them. */
static void print_head(const json_t *answer, bool ok) {
  if (ok)
    head_print(stdout, field(answer, "head"));
  else
    puts("有不符之处，不给出链头");
}

/* *signs tells whether it was done; false: it should have been, and failed. */
static bool sign_head(const struct args *a, json_t **answer, bool ok, bool *signs) {
  *signs = ok && head_sign(args_value(a, "sign"), args_value(a, "signature"), field(*answer, "head"));
  if (!ok) fail("查明并改正之后再签", "没有签名：数据库有不符之处");
  object_put(answer, "signed", json_boolean(*signs));
  return *signs || !ok;
}

static int verify(struct shelf *s, const struct args *a, const struct signature *of) {
  json_t *answer;
  bool json = args_has(a, "json"), signs;
  if (!recompute(s, &answer)) return EXIT_BAD;
  bool ok = json_is_true(json_object_get(answer, "ok"));
  if (!json) print_answer(answer);
  bool compared = compare_heads(s, a, of, &answer, &ok), done = compared;
  if (done && !json) print_head(answer, ok);
  if (done && args_has(a, "sign")) {
    done = sign_head(a, &answer, ok, &signs);
    if (!json && signs) printf("已签名，写入 %s\n", args_value(a, "signature"));
  }
  if (json && compared && print_json(json_incref(answer)) != EXIT_YES) done = false;
  json_decref(answer);
  return !done ? EXIT_BAD : ok ? EXIT_YES : EXIT_NO;
}

static int check_options(const struct args *a) {
  bool sign = args_has(a, "sign"), key = args_has(a, "public-key"), file = args_has(a, "signature");
  if (sign && key) return fail(NULL, "--sign 与 --public-key 不能一起用");
  if ((sign || key) && !file) return fail("用 --signature FILE 写明", "没有写明签名的文件");
  if (file && !sign && !key)
    return fail("核对签名用 --public-key FILE，签名用 --sign FILE", "--signature 不能单独用");
  return EXIT_YES;
}

/* What the options name: false: printed. */
static bool check_values(const struct args *a, struct signature *of) {
  const char *head = args_value(a, "head"), *file = args_value(a, "signature"), *sign = args_value(a, "sign"),
             *key = args_value(a, "public-key");
  *of = (struct signature){.right = true};
  if (head && !head_readable(head)) return false;
  if (sign) return head_sign_possible(sign, file);
  return !key || head_signed(file, key, of->head, &of->right);
}

/* Keys are made without a database: what else was asked would be left undone in silence. */
static int make_keys(const struct args *a) {
  static const char *const others[] = {"head", "sign", "signature", "public-key", "json"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (args_has(a, others[i]))
      return fail("先生成钥匙，再复核", "--make-keys 与 --%s 不能一起用", others[i]);
  return head_make_keys(args_value(a, "make-keys"));
}

static int run(const struct args *a) {
  struct shelf s;
  struct signature of;
  if (args_has(a, "make-keys")) return make_keys(a);
  if (check_options(a) != EXIT_YES || !check_values(a, &of)) return EXIT_BAD;
  int status = shelf_bare_store(&s, a, BYLAW_STORE_READ) ? verify(&s, a, &of) : EXIT_BAD;
  shelf_close(&s);
  return status;
}

const struct verb *verify_verb(void) {
  static const struct opt options[] = {
      OPTION_DB,
      {"head", "HASH", "数据库是否接续以前记下的链头（至少16位）", false},
      {"sign", "FILE", "全部相符时用这把私钥签链头，签名写入 --signature；有不符之处时不签", false},
      {"signature", "FILE", "签名的文件", false},
      {"public-key", "FILE", "用这把公钥核对 --signature", false},
      {"make-keys", "NAME", "不复核，只生成一对签名的钥匙：NAME.key 与 NAME.pub", false},
      OPTION_JSON,
      {0}};
  static const struct verb verb = {
      .name = "verify",
      .summary = "复核数据库：校验链与合计，逐人逐月重新计算",
      .operands = "",
      .options = options,
      .notes = "退出状态：0 全部相符；1 有不符之处（逐条列出）；2 无法复核，或用法有错。\n",
      .example = "bylaw verify --db registry.db",
      .run = run};
  return &verb;
}
