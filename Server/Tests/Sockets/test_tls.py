"""HTTPS by the server itself, with a certificate that is renewed while it runs."""

import http.client
import json
import os
import shutil
import ssl
import subprocess
import tempfile
import unittest

from server import Answer, Server


@unittest.skipUnless(shutil.which("openssl"), "there is no openssl")
class Encrypted(unittest.TestCase):
    def certificate(self, name):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
             f"/CN={name}", "-keyout", f"{self.folder}/new.key", "-out", f"{self.folder}/new.pem"],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.replace(f"{self.folder}/new.key", f"{self.folder}/key.pem")
        os.replace(f"{self.folder}/new.pem", f"{self.folder}/certificate.pem")
        with open(f"{self.folder}/certificate.pem") as file:
            return file.read()

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="catalog-tls-")
        self.first = self.certificate("first.example")
        self.server = Server("--tls-certificate", f"{self.folder}/certificate.pem", "--tls-key", f"{self.folder}/key.pem", photos=False)

    def tearDown(self):
        self.server.end()
        shutil.rmtree(self.folder)

    def served(self):
        return ssl.get_server_certificate(("127.0.0.1", self.server.port))

    def test_cookies_are_held_to_the_host(self):
        self.assertEqual(self.served(), self.first)
        context = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection("127.0.0.1", self.server.port, timeout=20, context=context)
        connection.request("POST", "/api/v1/session", json.dumps({"key": self.server.key}))
        answer = Answer(connection.getresponse())
        self.assertEqual(answer.status, 201)
        self.assertRegex(answer.headers["set-cookie"], "^__Host-catalog_session=.*; Secure")
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        with self.assertRaises((ssl.SSLError, ConnectionError)):
            http.client.HTTPSConnection("127.0.0.1", self.server.port, timeout=20, context=old).request("GET", "/healthz")

    def test_a_renewed_certificate_is_taken(self):
        second = self.certificate("second.example")
        self.server.wait_for(lambda: self.served() == second)
        # One that is no certificate leaves the last one in place.
        with open(f"{self.folder}/certificate.pem", "w") as file:
            file.write("garbage")
        self.server.wait_for(lambda: "the new certificate cannot be used" in self.server.log_text())
        self.assertEqual(self.served(), second)


if __name__ == "__main__":
    unittest.main()
