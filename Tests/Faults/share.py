"""A share of photos as a file system of its own (FUSE's protocol, spoken to /dev/fuse as root; no library): it lists all, or half of
a folder, or nothing, or goes away while it is mounted."""

import ctypes
import errno
import os
import signal
import stat
import struct
import subprocess
import unittest

DEVICE = "/dev/fuse"
needs_share = unittest.skipUnless(os.path.exists(DEVICE), f"this machine has no {DEVICE}")
ROOT = 1
(LOOKUP, FORGET, GETATTR, OPEN, READ, STATFS, RELEASE, FLUSH, INIT, OPENDIR, READDIR, RELEASEDIR, INTERRUPT, DESTROY, BATCH_FORGET) = (
    1, 2, 3, 14, 15, 17, 18, 25, 26, 27, 28, 29, 36, 38, 42)


class Share:
    """Photos by their names in one folder, mounted; what it does with a folder's second half is in a file that tests write."""

    def __init__(self, test, name, photos, time):
        self.path = test.path(name)
        self.mode_file = test.path("..", os.path.basename(test.folder) + ".share")
        self.photos = sorted(photos.items())
        self.time = time
        self.behave("well")
        os.makedirs(self.path, exist_ok=True)
        test.addCleanup(os.remove, self.mode_file)
        test.addCleanup(self.unmount)
        self.mount()

    def behave(self, mode):
        """`well`, `fails half-way`, `lists half` or `fails`."""
        with open(self.mode_file, "w") as file:
            file.write(mode)

    def mount(self):
        device = os.open(DEVICE, os.O_RDWR)
        libc = ctypes.CDLL(None, use_errno=True)
        options = f"fd={device},rootmode=40000,user_id=0,group_id=0".encode()
        if libc.mount(b"share", os.fsencode(self.path), b"fuse", 0, options) != 0:
            raise OSError(ctypes.get_errno(), f"mount: {os.strerror(ctypes.get_errno())}")
        self.process = os.fork()
        if self.process == 0:
            try:
                self.serve(device)
            finally:
                os._exit(0)
        os.close(device)

    def die(self):
        """Ends the server as a NAS that loses its power: the mount stays, and every call fails."""
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            self.process = None

    def unmount(self):
        subprocess.run(["umount", "--lazy", self.path], check=False, capture_output=True)
        self.die()

    # --- The server

    def serve(self, device):
        while True:
            try:
                request = os.read(device, 1 << 20)
            except OSError as error:
                if error.errno in (errno.EINTR, errno.EAGAIN, errno.ENOENT):
                    continue
                return
            _, kind, unique, node = struct.unpack_from("<IIQQ", request)
            if kind in (FORGET, BATCH_FORGET, INTERRUPT):
                continue
            try:
                answer, code = self.answer(kind, node, request[40:]), 0
            except OSError as error:
                answer, code = b"", -error.errno
            os.write(device, struct.pack("<IiQ", 16 + len(answer), code, unique) + answer)

    def answer(self, kind, node, body):
        with open(self.mode_file) as file:
            mode = file.read()
        if kind == INIT:
            return struct.pack("<IIIIHHII32x", 7, 31, 1 << 16, 0, 8, 8, 1 << 16, 1)
        if mode == "fails" and kind in (LOOKUP, GETATTR, OPENDIR, OPEN):
            raise OSError(errno.EIO, "")
        if kind == LOOKUP:
            name = body.rstrip(b"\0").decode()
            for number, (other, _) in enumerate(self.photos):
                if other == name:
                    found = ROOT + 1 + number
                    return struct.pack("<QQQQII", found, 0, 0, 0, 0, 0) + self.attributes(found)
            raise OSError(errno.ENOENT, "")
        if kind == GETATTR:
            return struct.pack("<QII", 0, 0, 0) + self.attributes(node)
        if kind in (OPEN, OPENDIR):
            return struct.pack("<QII", 0, 0, 0)
        if kind == READDIR:
            return self.entries(mode, *struct.unpack_from("<QI", body, 8))
        if kind == READ:
            offset, size = struct.unpack_from("<QI", body, 8)
            return self.photos[node - ROOT - 1][1][offset:offset + size]
        if kind == STATFS:
            return bytes(80)
        if kind in (RELEASE, RELEASEDIR, FLUSH, DESTROY):
            return b""
        raise OSError(errno.ENOSYS, "")

    def entries(self, mode, offset, size):
        """A few names a call, so that there is a half-way."""
        if offset >= len(self.photos) // 2:
            if mode == "fails half-way":
                raise OSError(errno.EIO, "")
            if mode == "lists half":
                return b""
        found = b""
        for number in range(offset, min(offset + 8, len(self.photos))):
            name = self.photos[number][0].encode()
            entry = struct.pack("<QQII", ROOT + 1 + number, number + 1, len(name), stat.S_IFREG >> 12) + name
            entry += bytes(-len(entry) % 8)
            if len(found) + len(entry) > size:
                break
            found += entry
        return found

    def attributes(self, node):
        is_root = node == ROOT
        size = 0 if is_root else len(self.photos[node - ROOT - 1][1])
        seconds, rest = divmod(self.time, 10**9)
        mode = stat.S_IFDIR | 0o755 if is_root else stat.S_IFREG | 0o644
        return struct.pack("<QQQQQQIIIIIIIIII", node, size, size // 512 + 1, seconds, seconds, seconds, rest, rest, rest,
                           mode, 1, 0, 0, 0, 4096, 0)
