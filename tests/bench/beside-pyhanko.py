# Validates one file again and again in one process; prints the median milliseconds. Trust is not asked: integrity and changes are.
import logging, statistics, sys, time
logging.disable(logging.CRITICAL)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

def once(path):
    with open(path, "rb") as file:
        for signature in PdfFileReader(file).embedded_regular_signatures:
            validate_pdf_signature(signature, ValidationContext(trust_roots=[], allow_fetching=False))

times = []
for _ in range(12):
    started = time.perf_counter()
    once(sys.argv[1])
    times.append((time.perf_counter() - started) * 1000)
print(statistics.median(times[2:]))
