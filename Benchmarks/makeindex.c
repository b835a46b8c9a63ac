// Writes an index of any number of photos, byte for byte as a scan would lay it out.
//
//   makeindex PHOTOS FILE LATITUDE LONGITUDE
//
// Around the asked place lie the same 250 photos in every index: 50 within 900 m, none from there to 1600 m, 200 from there to
// 5000 m. So a circle of 1 km and the square around it hold the same photos. Of all others one in twenty has no position, five in six
// lie in 400 clusters, homes and journeys, and the rest anywhere, none of them within 50 km of the asked place.
// Prints what the asked place has: photos, located, hits, bytes of the hits' lines.

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

enum { HITS = 50, NEIGHBOURS = 200, CLUSTERS = 400, LINE_LIMIT = 1 << 10, BUFFER = 4 << 20, SUMMARY = 256 };

static const double METRES_OF_A_DEGREE = 111000, PI = 3.14159265358979323846;

static void fail(const char *what) {
  fprintf(stderr, "makeindex: %s: %s\n", what, strerror(errno));
  exit(1);
}

// --- Chance, the same on every machine ----------------------------------------------------------------------------

static uint64_t state;

static uint64_t next_random(void) {
  uint64_t z = state += 0x9E3779B97F4A7C15;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
  z = (z ^ z >> 27) * 0x94D049BB133111EB;
  return z ^ z >> 31;
}

static double unit(void) { return (double)(next_random() >> 11) / (double)(1ULL << 53); }

static double between(double low, double high) { return low + (high - low) * unit(); }

// --- Places -------------------------------------------------------------------------------------------------------

typedef struct {
  double latitude, longitude;
} Place;

static uint64_t spread(uint64_t bits) {
  bits = (bits | bits << 16) & 0x0000FFFF0000FFFF;
  bits = (bits | bits << 8) & 0x00FF00FF00FF00FF;
  bits = (bits | bits << 4) & 0x0F0F0F0F0F0F0F0F;
  bits = (bits | bits << 2) & 0x3333333333333333;
  return (bits | bits << 1) & 0x5555555555555555;
}

static uint64_t gather(uint64_t bits) {
  bits &= 0x5555555555555555;
  bits = (bits | bits >> 1) & 0x3333333333333333;
  bits = (bits | bits >> 2) & 0x0F0F0F0F0F0F0F0F;
  bits = (bits | bits >> 4) & 0x00FF00FF00FF00FF;
  bits = (bits | bits >> 8) & 0x0000FFFF0000FFFF;
  return (bits | bits >> 16) & 0x00000000FFFFFFFF;
}

static uint64_t slot(double degrees, double half) {
  double value = floor((degrees + half) / (2 * half) * (1 << 30));
  return value < 0 ? 0 : value > (1 << 30) - 1 ? (1 << 30) - 1 : (uint64_t)value;
}

// Sixty bits that take turns between longitude and latitude, longitude first.
static uint64_t geohash(Place place) {
  return spread(slot(place.longitude, 180)) << 1 | spread(slot(place.latitude, 90));
}

// The middle of a geohash's slot in billionths of a degree, so that line and geohash agree whatever is rounded.
static long long middle(uint64_t slot, long long half) {
  return (long long)(((__int128)(2 * slot + 1) * half * 1000000000) >> 30) - half * 1000000000;
}

static Place around(Place center, double nearest, double farthest) {
  double distance = sqrt(between(nearest * nearest, farthest * farthest));
  double direction = between(0, 2 * PI);
  double north = distance * cos(direction) / METRES_OF_A_DEGREE;
  double east = distance * sin(direction) / (METRES_OF_A_DEGREE * cos(center.latitude * PI / 180));
  return (Place){center.latitude + north, center.longitude + east};
}

static int is_far(Place place, Place asked) {
  // A degree is 111 km north to south and, at the latitudes of asked places, more than 50 km east to west.
  return fabs(place.latitude - asked.latitude) > 1 || fabs(place.longitude - asked.longitude) > 1;
}

static Place far_from(Place asked, double south, double north) {
  Place place;
  do place = (Place){between(south, north), between(-180, 180)};
  while (!is_far(place, asked));
  return place;
}

static int compare(const void *first, const void *second) {
  uint64_t a = *(const uint64_t *)first, b = *(const uint64_t *)second;
  return a < b ? -1 : a > b;
}

static uint64_t *make_places(long located, Place asked) {
  uint64_t *places = malloc(located * sizeof *places);
  if (places == NULL) fail("malloc");
  state = 1;
  long count = 0;
  while (count < HITS) places[count++] = geohash(around(asked, 0, 900));
  while (count < HITS + NEIGHBOURS) places[count++] = geohash(around(asked, 1600, 5000));
  Place clusters[CLUSTERS];
  for (int i = 0; i < CLUSTERS; i++) clusters[i] = far_from(asked, -45, 65);
  while (count < located) {
    if (next_random() % 6 == 0) {
      places[count++] = geohash(far_from(asked, -60, 75));
      continue;
    }
    // The smaller of two chances: the first clusters are homes, where most photos are taken.
    int first = next_random() % CLUSTERS, second = next_random() % CLUSTERS;
    Place place = around(clusters[first < second ? first : second], 0, first % 4 == 0 ? 20000 : 3000);
    if (is_far(place, asked)) places[count++] = geohash(place);
  }
  qsort(places, located, sizeof *places, compare);
  // No two photos at one place: then the order of the geohashes is the order of the lines.
  for (long i = 1; i < located; i++)
    if (places[i] <= places[i - 1]) places[i] = places[i - 1] + 1;
  return places;
}

// --- The file -----------------------------------------------------------------------------------------------------

static char buffer[BUFFER + LINE_LIMIT];
static size_t buffered;
static long long size;
static uLong checksum;
static int file;

static void flush(void) {
  checksum = crc32(checksum, (const Bytef *)buffer, buffered);
  size += buffered;
  for (size_t done = 0; done < buffered;) {
    ssize_t count = write(file, buffer + done, buffered - done);
    if (count < 0) fail("write");
    done += count;
  }
  buffered = 0;
}

// Writes a number of billionths as its shortest decimal.
static int decimal(char *text, long long billionths) {
  unsigned long long value = llabs(billionths);
  int length = sprintf(text, "%s%llu.%09llu", billionths < 0 ? "-" : "", value / 1000000000, value % 1000000000);
  while (text[length - 1] == '0') length--;
  if (text[length - 1] == '.') length--;
  text[length] = 0;
  return length;
}

// What a photo has besides its place: by its number, so that it is the same in every run.
static int details(char *text, long number) {
  static const char *const cameras[] = {
      "\"make\":\"Apple\",\"model\":\"iPhone 13 mini\"", "\"make\":\"Google\",\"model\":\"Pixel 7\"",
      "\"make\":\"samsung\",\"model\":\"SM-S918B\"", "\"make\":\"FUJIFILM\",\"model\":\"X-T4\""};
  int year = 2012 + number % 13, month = 1 + number / 13 % 12, day = 1 + number % 28;
  int hour = 6 + number % 15, minute = number / 7 % 60, second = number / 3 % 60;
  return sprintf(
      text,
      "\"taken\":\"%04d-%02d-%02dT%02d:%02d:%02d+00:00\",\"offsetSource\":\"exif\","
      "\"gpsTime\":\"%04d-%02d-%02dT%02d:%02d:%02d.000000000Z\",%s,\"orientation\":%d,\"width\":4032,\"height\":3024,"
      "\"format\":\"jpeg\",\"size\":%ld,\"modified\":\"%04d-%02d-%02dT%02d:%02d:%02d.%09ldZ\"",
      year, month, day, hour, minute, second, year, month, day, hour, minute, second, cameras[number % 4],
      number % 5 == 0 ? 6 : 1, 1800000 + number * 7919 % 6000000, year, month, day, hour, minute, second,
      number * 104729 % 1000000000);
}

static int path(char *text, long number) {
  return sprintf(text, "\"path\":\"photos/%ld/%02ld/IMG_%08ld.JPG\"", 2012 + number % 13, 1 + number / 13 % 12, number);
}

// Returns the bytes of the line without what parts it from the next.
static int add_located(uint64_t bits, long number) {
  static const char alphabet[] = "0123456789bcdefghjkmnpqrstuvwxyz";
  char *line = buffer + buffered;
  int length = sprintf(line, "{\"geohash\":\"");
  for (int shift = 55; shift >= 0; shift -= 5) line[length++] = alphabet[bits >> shift & 31];
  length += sprintf(line + length, "\",");
  length += path(line + length, number);
  length += sprintf(line + length, ",\"latitude\":");
  length += decimal(line + length, middle(gather(bits), 90));
  length += sprintf(line + length, ",\"longitude\":");
  length += decimal(line + length, middle(gather(bits >> 1), 180));
  length += sprintf(line + length, ",\"altitude\":%ld.5,\"accuracy\":4.75,\"source\":\"exif\",", number % 900);
  length += details(line + length, number);
  line[length++] = '}';
  buffered += length;
  return length;
}

static void add_unlocated(long number) {
  char *line = buffer + buffered;
  int length = sprintf(line, "{\"geohash\":null,\"path\":\"photos/scans/IMG_%08ld.JPG\",", number);
  length += details(line + length, number);
  buffered += length + sprintf(line + length, ",\"problem\":\"no position\"}");
}

static void add_separator(int is_last) {
  buffered += sprintf(buffer + buffered, is_last ? "\n" : ",\n");
  if (buffered >= BUFFER) flush();
}

static void add_header(struct timespec written) {
  char date[32];
  struct tm parts;
  gmtime_r(&written.tv_sec, &parts);
  strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts);
  buffered = sprintf(
      buffer,
      "{\"catalog\":{\"version\":1,\"reader\":4,\"generator\":\"makeindex\",\"written\":\"%s.%09ldZ\"},\n"
      "\"scanned\":[\"photos\"],\n\"photos\":[\n",
      date, written.tv_nsec);
}

static void add_summary(long photos, long located) {
  static const char ending[] = "\"checksum\":\"01234567\"}}\n";
  int ending_length = sizeof ending - 1, value_length = 13;
  buffered += sprintf(buffer + buffered, "],\n");
  size_t start = buffered;
  buffered += sprintf(
      buffer + buffered, "\"summary\":{\"photos\":%ld,\"located\":%ld,\"unreadable\":0,\"bytes\":%lld,", photos, located,
      size + (long long)buffered + SUMMARY);
  while (buffered < start + SUMMARY - ending_length) buffer[buffered++] = ' ';
  buffered += sprintf(buffer + buffered, "%.*s", ending_length - value_length, ending);
  flush();
  buffered = sprintf(buffer, "\"%08lx\"}}\n", checksum);
  flush();
}

int main(int count, char **arguments) {
  if (count != 5) {
    fprintf(stderr, "usage: makeindex PHOTOS FILE LATITUDE LONGITUDE\n");
    return 64;
  }
  long photos = strtol(arguments[1], NULL, 10), located = photos - photos / 20;
  Place asked = {strtod(arguments[3], NULL), strtod(arguments[4], NULL)};
  if (located < HITS + NEIGHBOURS) return 64;
  uint64_t *places = make_places(located, asked);
  uint64_t hits[HITS];
  state = 1;
  for (int i = 0; i < HITS; i++) hits[i] = geohash(around(asked, 0, 900));
  qsort(hits, HITS, sizeof *hits, compare);
  file = open(arguments[2], O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0) fail(arguments[2]);
  struct timespec written = {1767225600, 123456789};
  add_header(written);
  int found = 0;
  long hit_bytes = 0;
  for (long i = 0; i < photos; i++) {
    if (i < located) {
      int length = add_located(places[i], i);
      if (found < HITS && places[i] == hits[found]) {
        found++;
        hit_bytes += length;
      }
    } else {
      add_unlocated(i);
    }
    add_separator(i == photos - 1);
  }
  add_summary(photos, located);
  struct timespec times[2] = {written, written};
  if (futimens(file, times) < 0 || close(file) < 0) fail(arguments[2]);
  printf("%ld %ld %d %ld\n", photos, located, found, hit_bytes);
  return found == HITS ? 0 : 1;
}
