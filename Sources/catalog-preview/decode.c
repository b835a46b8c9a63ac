#include "decode.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <vips/vector.h>

/* Takes over a new image, in place of the one that it was made of. */
static void replace(VipsImage **image, VipsImage *next) {
  g_object_unref(*image);
  *image = next;
}

/* libheif looks for its decoders when it is used first; there are no files to be found then any more. */
static void load_heif_decoders(void) {
  /* libvips may have loaded it as a part of a module. */
  int (*heif_init)(void *) = (int (*)(void *))dlsym(RTLD_DEFAULT, "heif_init");
  if (heif_init != NULL) heif_init(NULL);
}

int decode_start(const char *program) {
  if (VIPS_INIT(program) != 0) return -1;
  /* Blocked earlier, it would end the process: the classes are not there before. */
  vips_block_untrusted_set(TRUE);
  vips_operation_block_set("VipsForeignLoadJxl", FALSE);
  vips_operation_block_set("VipsForeignLoadMagick", TRUE);
  /* One picture is made at a time, and no two are alike. */
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_cache_set_max_mem(0);
  /* Loops that are compiled as they are needed would need memory that can be written and run. */
  vips_vector_set_enabled(FALSE);
  load_heif_decoders();
  return 0;
}

void decode_versions(char *text, size_t size) {
  const char *(*heif_version)(void) = (const char *(*)(void))dlsym(RTLD_DEFAULT, "heif_get_version");
  snprintf(text, size, "libvips %s, %s%s", vips_version_string(), heif_version == NULL ? "no libheif" : "libheif ",
           heif_version == NULL ? "" : heif_version());
}

/* Opens a picture with the one loader of its format: what libvips would make of the first bytes is not asked. */
static VipsImage *open_picture(const void *bytes, size_t length, uint32_t format, int shrink) {
  VipsImage *image = NULL;
  void *buffer = (void *)bytes;
  const VipsAccess access = VIPS_ACCESS_SEQUENTIAL;
  const VipsFailOn fail_on = VIPS_FAIL_ON_TRUNCATED;
  switch (format) {
  case INPUT_JPEG:
    vips_jpegload_buffer(buffer, length, &image, "access", access, "fail_on", fail_on, "shrink", shrink, NULL);
    break;
  case INPUT_PNG:
    vips_pngload_buffer(buffer, length, &image, "access", access, "fail_on", fail_on, NULL);
    break;
  case INPUT_WEBP:
    vips_webpload_buffer(buffer, length, &image, "access", access, "fail_on", fail_on, "scale", 1.0 / shrink, NULL);
    break;
  case INPUT_TIFF:
    vips_tiffload_buffer(buffer, length, &image, "access", access, "fail_on", fail_on, NULL);
    break;
  case INPUT_HEIF:
    vips_heifload_buffer(buffer, length, &image, "access", access, "fail_on", fail_on, NULL);
    break;
  case INPUT_JPEG_XL:
    vips_jxlload_buffer(buffer, length, &image, "access", access, "fail_on", fail_on, NULL);
    break;
  }
  return image;
}

static int longer_side(VipsImage *image) {
  return VIPS_MAX(vips_image_get_width(image), vips_image_get_height(image));
}

/* How much smaller a loader may make a picture by itself, which is far quicker: no smaller than is wanted. */
static int shrink_on_load(VipsImage *header, uint32_t format, uint32_t edge) {
  if (format != INPUT_JPEG && format != INPUT_WEBP) return 1;
  int shrink = 1;
  while (shrink < 8 && longer_side(header) / (shrink * 2) >= (int)edge) shrink *= 2;
  return shrink;
}

/* Lays what is transparent on white. */
static int flatten(VipsImage **image) {
  if (!vips_image_hasalpha(*image)) return 0;
  double white = (*image)->BandFmt == VIPS_FORMAT_USHORT ? 65535 : 255;
  VipsArrayDouble *background = vips_array_double_newv(1, white);
  VipsImage *next;
  int result = vips_flatten(*image, &next, "background", background, NULL);
  vips_area_unref(VIPS_AREA(background));
  if (result == 0) replace(image, next);
  return result;
}

static int resize(VipsImage **image, uint32_t edge) {
  double scale = (double)edge / longer_side(*image);
  if (scale >= 1) return 0;
  VipsImage *next;
  /* Cubic takes two thirds of the time of libvips' usual Lanczos: an eighth of a photo's in all. */
  if (vips_resize(*image, &next, scale, "kernel", VIPS_KERNEL_CUBIC, NULL) != 0) return -1;
  replace(image, next);
  return 0;
}

/* Colours by the picture's own profile where it has one that works, else by what its format says of them. */
static int make_srgb(VipsImage **image) {
  VipsImage *next = NULL;
  if (vips_image_get_typeof(*image, VIPS_META_ICC_NAME) != 0 || (*image)->Type == VIPS_INTERPRETATION_CMYK) {
    /* The profile is used here and now, so that one that does not work can be told from one that does. */
    VipsImage *converted = NULL;
    if (vips_icc_transform(*image, &converted, "srgb", "embedded", TRUE, "intent", VIPS_INTENT_RELATIVE, NULL) == 0)
      next = vips_image_copy_memory(converted);
    if (converted != NULL) g_object_unref(converted);
    if (next != NULL) {
      replace(image, next);
    } else {
      vips_error_clear();
    }
  }
  if (vips_colourspace(*image, &next, VIPS_INTERPRETATION_sRGB, NULL) != 0) return -1;
  replace(image, next);
  if ((*image)->Bands > 3) {
    if (vips_extract_band(*image, &next, 0, "n", 3, NULL) != 0) return -1;
    replace(image, next);
  }
  if (vips_cast_uchar(*image, &next, NULL) != 0) return -1;
  replace(image, next);
  return 0;
}

/* Turns and mirrors a picture (TIFF 6.0, tag 274). */
static int turn(VipsImage **image, uint32_t orientation) {
  static const VipsAngle angles[] = {VIPS_ANGLE_D0,  VIPS_ANGLE_D0,  VIPS_ANGLE_D180, VIPS_ANGLE_D180,
                                     VIPS_ANGLE_D90, VIPS_ANGLE_D90, VIPS_ANGLE_D270, VIPS_ANGLE_D270};
  static const gboolean mirrored[] = {FALSE, TRUE, FALSE, TRUE, TRUE, FALSE, TRUE, FALSE};
  VipsImage *next;
  if (vips_rot(*image, &next, angles[orientation - 1], NULL) != 0) return -1;
  replace(image, next);
  if (!mirrored[orientation - 1]) return 0;
  if (vips_flip(*image, &next, VIPS_DIRECTION_HORIZONTAL, NULL) != 0) return -1;
  replace(image, next);
  return 0;
}

/* Pixels alone: whatever else the picture came with stays behind. */
static VipsImage *bare_pixels(VipsImage *image) {
  size_t size = 0;
  void *pixels = vips_image_write_to_memory(image, &size);
  if (pixels == NULL) return NULL;
  VipsImage *bare = vips_image_new_from_memory_copy(pixels, size, vips_image_get_width(image),
                                                    vips_image_get_height(image), 3, VIPS_FORMAT_UCHAR);
  g_free(pixels);
  if (bare == NULL) return NULL;
  bare->Type = VIPS_INTERPRETATION_sRGB;
  return bare;
}

static enum status check_size(VipsImage *header) {
  gint64 pixels = (gint64)vips_image_get_width(header) * vips_image_get_height(header);
  return pixels > PIXEL_LIMIT ? STATUS_TOO_LARGE : STATUS_DONE;
}

enum status decode(const void *bytes, size_t length, uint32_t format, uint32_t orientation, uint32_t edge,
                   VipsImage **result) {
  VipsImage *image = open_picture(bytes, length, format, 1);
  if (image == NULL) return STATUS_UNREADABLE;
  enum status status = check_size(image);
  if (status == STATUS_DONE) {
    status = STATUS_UNREADABLE;
    int shrink = shrink_on_load(image, format, edge);
    VipsImage *smaller = shrink == 1 ? NULL : open_picture(bytes, length, format, shrink);
    if (smaller != NULL) replace(&image, smaller);
    if ((shrink == 1 || smaller != NULL) && flatten(&image) == 0 && resize(&image, edge) == 0 &&
        make_srgb(&image) == 0 && image->Bands == 3) {
      /* What stands on its side is read from memory: a picture comes line by line, and once. */
      VipsImage *memory = vips_image_copy_memory(image);
      if (memory != NULL) {
        replace(&image, memory);
        if (turn(&image, orientation) == 0) *result = bare_pixels(image);
        if (*result != NULL) status = STATUS_DONE;
      }
    }
  }
  g_object_unref(image);
  return status;
}

int decode_reduce(VipsImage *picture, uint32_t edge, VipsImage **result) {
  VipsImage *image = picture;
  g_object_ref(image);
  if (resize(&image, edge) != 0) {
    g_object_unref(image);
    return -1;
  }
  *result = bare_pixels(image);
  g_object_unref(image);
  return *result == NULL ? -1 : 0;
}
