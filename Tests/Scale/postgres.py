"""A PostgreSQL server of a test's own: its data and its socket lie in a folder that goes away, and nothing listens on a network."""

import glob
import os
import pwd
import shutil
import subprocess
import tempfile

# Debian keeps the servers of each version in a folder of their own.
PROGRAMS = max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]), default=None)


def is_installed():
    return PROGRAMS is not None and bool(glob.glob(os.path.join(PROGRAMS, "../../../../share/postgresql/*/extension/postgis.control")))


class Postgres:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="catalog-postgres-")
        # The server refuses to run as root.
        self.user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self.data = os.path.join(self.folder, "data")
        self._run("initdb", "--pgdata", self.data, "--username", "cats", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8",
                  "--no-sync")
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c shared_buffers=256MB -c maintenance_work_mem=256MB"
        self._run("pg_ctl", "--pgdata", self.data, "--wait", "--log", os.path.join(self.folder, "log"), "--options", options, "start")

    def _run(self, program, *arguments):
        how = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        subprocess.run([os.path.join(PROGRAMS, program), *arguments], check=True, cwd=self.folder, stdout=subprocess.DEVNULL, **how)

    def psql(self, *arguments, **how):
        """Runs psql; what it prints, rows without ornament, values separated by tabs."""
        command = ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", "cats", "-d", "postgres"]
        done = subprocess.run([*command, *arguments], capture_output=True, text=True, **how)
        if done.returncode != 0:
            raise AssertionError(f"psql ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def ask(self, question):
        return [line.split("\t") for line in self.psql("-c", question).splitlines()]

    def stop(self):
        self._run("pg_ctl", "--pgdata", self.data, "--mode", "immediate", "stop")
        shutil.rmtree(self.folder)
