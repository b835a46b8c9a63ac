/* How fast a question about all lines of an index can be: a cursor over the members of each line, on two threads.
 *
 *   cursor INDEX TEXT
 *
 * prints the paths of the photos whose make or model has TEXT in it, in capitals or not, in no order. The end of every key and every
 * string is looked for, backslashes heeded. */
#define _GNU_SOURCE
#include <ctype.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 1 << 20, MORE = 64 << 10, THREADS = 2 };

static int file;
static off_t size;
static long pieces, next_piece;
static const char *wanted;
static pthread_mutex_t output = PTHREAD_MUTEX_INITIALIZER;

/* After the closing quote of the string whose first character is at p; 0 where it does not end. */
static const char *string_end(const char *p, const char *end) {
    for (; p < end; p++) {
        if (*p == '"') return p + 1;
        if (*p == '\\') p++;
    }
    return 0;
}

static const char *value_end(const char *p, const char *end) {
    int depth = 0;
    while (p < end) {
        switch (*p) {
        case '"':
            if (!(p = string_end(p + 1, end))) return 0;
            continue;
        case '{': case '[': depth++; break;
        case '}': case ']':
            if (depth-- == 0) return p;
            break;
        case ',':
            if (depth == 0) return p;
        }
        p++;
    }
    return 0;
}

static int has(const char *text, size_t length) {
    size_t count = strlen(wanted);
    for (size_t start = 0; start + count <= length; start++)
        if (!strncasecmp(text + start, wanted, count)) return 1;
    return 0;
}

/* Prints the path of a line if it is wanted. */
static void line(const char *p, const char *end, FILE *out) {
    const char *path = 0;
    size_t path_length = 0;
    int found = 0;
    if (p >= end || *p != '{') return;
    while (p < end && (*p == '{' || *p == ',')) {
        const char *key = p + 1, *key_end;
        if (key >= end || *key != '"' || !(key_end = string_end(key + 1, end)) || *key_end != ':') return;
        const char *value = key_end + 1, *stop = value_end(value, end);
        if (!stop) return;
        size_t count = key_end - key;
        if (count == 6 && !memcmp(key, "\"path\"", 6)) path = value, path_length = stop - value;
        if ((count == 6 && !memcmp(key, "\"make\"", 6)) || (count == 7 && !memcmp(key, "\"model\"", 7)))
            found |= has(value, stop - value);
        p = stop;
    }
    if (found && path) fprintf(out, "%.*s\n", (int)path_length - 2, path + 1);
}

static void *work(void *unused) {
    char *bytes = malloc(PIECE + MORE + 1);
    for (;;) {
        long piece = __sync_fetch_and_add(&next_piece, 1);
        if (piece >= pieces) break;
        off_t start = (off_t)piece * PIECE, from = start ? start - 1 : 0;
        ssize_t count = pread(file, bytes, PIECE + MORE, from);
        if (count <= 0) break;
        char *text = 0;
        size_t text_size = 0;
        FILE *out = open_memstream(&text, &text_size);
        const char *p = bytes, *end = bytes + count, *last = bytes + (start + PIECE - from);
        if (start && !(p = memchr(p, '\n', count))) p = end; else if (start) p++;
        while (p < end && p < last) {
            const char *stop = memchr(p, '\n', end - p);
            if (!stop) break;
            line(p, stop, out);
            p = stop + 1;
        }
        fclose(out);
        pthread_mutex_lock(&output);
        fwrite(text, 1, text_size, stdout);
        pthread_mutex_unlock(&output);
        free(text);
    }
    free(bytes);
    return unused;
}

int main(int argc, char **argv) {
    struct stat status;
    if (argc != 3 || (file = open(argv[1], O_RDONLY)) < 0 || fstat(file, &status)) return 64;
    size = status.st_size;
    pieces = (size + PIECE - 1) / PIECE;
    wanted = argv[2];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], 0, work, 0);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], 0);
    return fflush(stdout) ? 74 : 0;
}
