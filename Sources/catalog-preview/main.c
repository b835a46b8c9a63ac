/* catalog-preview: makes small pictures of photos, one after another, for catalog, which starts it.
 *
 * It gets an open file with each request, and answers with pictures: upright, in sRGB, without metadata. It opens
 * nothing itself. A photo that crashes it, hangs it or blows up costs that photo's picture. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "channel.h"
#include "confine.h"
#include "decode.h"
#include "encode.h"
#include "protocol.h"

/* Whoever asked ends the process long before. This is for when they are gone. */
#define SECONDS_LIMIT 60

struct encoded {
  struct picture header;
  void *bytes;
};

static void set_alarm(int seconds) {
  struct itimerval timer = {{0, 0}, {seconds, 0}};
  setitimer(ITIMER_REAL, &timer, NULL);
}

static int is_sound(const struct request *request, const struct size *sizes) {
  if (request->format < INPUT_JPEG || request->format > INPUT_JPEG_XL) return 0;
  if (request->orientation < 1 || request->orientation > 8) return 0;
  for (uint32_t index = 0; index < request->size_count; index++) {
    const struct size *size = &sizes[index];
    if (size->edge < 1 || size->edge > EDGE_LIMIT || size->quality < 1 || size->quality > 100) return 0;
    if (size->format != OUTPUT_WEBP && size->format != OUTPUT_JPEG) return 0;
  }
  return request->base_edge <= EDGE_LIMIT && request->length > 0;
}

static int answer_reason(enum status status) {
  const char *reason = status == STATUS_UNREADABLE ? vips_error_buffer() : "";
  struct response response = {status, 0, strlen(reason)};
  if (response.reason_length > 1000) response.reason_length = 1000;
  if (channel_write(&response, sizeof response) != 0) return -1;
  return channel_write(reason, response.reason_length);
}

static int answer_pictures(const struct encoded *pictures, uint32_t count) {
  struct response response = {STATUS_DONE, count, 0};
  if (channel_write(&response, sizeof response) != 0) return -1;
  for (uint32_t index = 0; index < count; index++) {
    if (channel_write(&pictures[index].header, sizeof pictures[index].header) != 0) return -1;
    if (channel_write(pictures[index].bytes, pictures[index].header.length) != 0) return -1;
  }
  return 0;
}

/* Makes all the pictures of one photo: one of the photo, the others of that one. */
static enum status make(const struct request *request, const struct size *sizes, const void *bytes,
                        struct encoded *pictures) {
  uint32_t edge = request->base_edge;
  for (uint32_t index = 0; index < request->size_count; index++)
    if (sizes[index].edge > edge) edge = sizes[index].edge;
  VipsImage *largest = NULL;
  enum status status = decode(bytes, request->length, request->format, request->orientation, edge, &largest);
  if (status != STATUS_DONE) return status;
  for (uint32_t index = 0; index < request->size_count && status == STATUS_DONE; index++) {
    VipsImage *picture = NULL;
    size_t length = 0;
    if (decode_reduce(largest, sizes[index].edge, &picture) != 0 ||
        encode(picture, &sizes[index], &pictures[index].bytes, &length) != 0) {
      status = STATUS_UNREADABLE;
    } else {
      pictures[index].header = (struct picture){(uint32_t)vips_image_get_width(picture),
                                                (uint32_t)vips_image_get_height(picture), length};
    }
    if (picture != NULL) g_object_unref(picture);
  }
  g_object_unref(largest);
  return status;
}

/* Answers 0, or -1 where nothing more can be said. */
static int serve(const struct request *request, const struct size *sizes, const struct patch *patches, int file) {
  if (file < 0 || !is_sound(request, sizes)) return answer_reason(STATUS_BAD_REQUEST);
  /* Pages begin at multiples of their size. */
  uint64_t before = request->offset % (uint64_t)sysconf(_SC_PAGESIZE);
  size_t length = (size_t)(request->length + before);
  /* A mapping of our own: patches change no file. */
  char *map = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, (off_t)(request->offset - before));
  if (map == MAP_FAILED) return answer_reason(STATUS_BAD_REQUEST);
  char *bytes = map + before;
  for (uint32_t index = 0; index < request->patch_count; index++) {
    if (request->length < 4 || patches[index].offset > request->length - 4) continue;
    memcpy(bytes + patches[index].offset, patches[index].bytes, 4);
  }
  struct encoded pictures[SIZE_LIMIT] = {0};
  vips_error_clear();
  enum status status = make(request, sizes, bytes, pictures);
  int result = status == STATUS_DONE ? answer_pictures(pictures, request->size_count) : answer_reason(status);
  for (int index = 0; index < SIZE_LIMIT; index++) g_free(pictures[index].bytes);
  munmap(map, length);
  return result;
}

static int serve_all(void) {
  static struct patch patches[PATCH_LIMIT];
  for (;;) {
    struct request request;
    struct size sizes[SIZE_LIMIT];
    int file;
    int received = channel_receive(&request, &file);
    if (received <= 0) return received == 0 ? 0 : 1;
    if (request.size_count < 1 || request.size_count > SIZE_LIMIT || request.patch_count > PATCH_LIMIT) return 1;
    if (channel_read(sizes, request.size_count * sizeof sizes[0]) != 0) return 1;
    if (channel_read(patches, request.patch_count * sizeof patches[0]) != 0) return 1;
    set_alarm(SECONDS_LIMIT);
    int result = serve(&request, sizes, patches, file);
    set_alarm(0);
    if (file >= 0) close(file);
    if (result != 0) return 1;
  }
}

static int is_socket(int descriptor) {
  struct stat status;
  return fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

int main(int count, char **arguments) {
  int asks_version = count == 2 && strcmp(arguments[1], "--version") == 0;
  if (!asks_version && !is_socket(0)) {
    fputs("catalog-preview makes small pictures for catalog, which starts it by itself: catalog export html -o map.html\n",
          stderr);
    return 64;
  }
  /* A socket that is closed at the other end is an answer of write(2), and so is a limit of files. */
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
  if (!asks_version) confine_resources();
  if (decode_start(arguments[0]) != 0) {
    fprintf(stderr, "catalog-preview: libvips does not start: %s\n", vips_error_buffer());
    return 70;
  }
  struct hello hello = {PROTOCOL_VERSION, 0, ""};
  decode_versions(hello.decoder, sizeof hello.decoder);
  if (asks_version) {
    printf("catalog-preview %d (%s)\n", PROTOCOL_VERSION, hello.decoder);
    return 0;
  }
  hello.confinement = confine_rights();
  if (channel_write(&hello, sizeof hello) != 0) return 1;
  return serve_all();
}
