"""What the tests of libexec/libroot/explain share."""
import json
import os
import re
import subprocess
import tempfile
import unittest

import beos_images

OUT = os.path.abspath(os.environ["OUT"])
EXPLAIN = os.path.join(OUT, "libexec", "libroot", "explain")
LIBROOT = os.path.join(OUT, "lib32", "libroot.so")


def explain(*arguments, tool=EXPLAIN, **environment):
	"""Exit status, the lines of standard output and those of standard error."""
	clean = {name: value for name, value in os.environ.items()
		if name != "LIBRARY_PATH"}
	result = subprocess.run([tool, *arguments], text=True, errors="replace",
		env={**clean, **environment}, stdout=subprocess.PIPE,
		stderr=subprocess.PIPE, timeout=200)
	return result.returncode, result.stdout.splitlines(), \
		result.stderr.splitlines()


class ExplainTest(unittest.TestCase):
	def setUp(self):
		folder = tempfile.TemporaryDirectory(prefix="explain-")
		self.addCleanup(folder.cleanup)
		self.folder = folder.name

	def path(self, name):
		return os.path.join(self.folder, name)

	def image(self, name, source="int main(int c, char **v, char **e) "
			"{ return 0; }", **more):
		return beos_images.image(self.path(name), source, **more)

	def facts(self, path, word, status=None, **environment):
		"""What the lines that begin with the word say."""
		found, lines, errors = explain(path, **environment)
		self.assertEqual(errors, [])
		if status is not None:
			self.assertEqual(found, status, lines)
		return [line.split(": ", 1)[1] for line in lines
			if line.startswith(word + ": ")]

	def object(self, path, **environment):
		status, lines, _ = explain("--json", path, **environment)
		found, = json.loads("\n".join(lines))
		self.assertEqual(found["status"], status)
		return found

	def write(self, name, data, mode=0o755):
		path = self.path(name)
		with open(path, "wb") as file:
			file.write(data)
		os.chmod(path, mode)
		return path


def libroot_has(name):
	"""Whether the built libroot answers for a name: what others work on."""
	symbols = subprocess.run(["nm", "-D", "--defined-only", LIBROOT], text=True,
		stdout=subprocess.PIPE, check=True).stdout
	return re.search(rf" {re.escape(name)}(@|$)", symbols, re.MULTILINE)
