"""What pyHanko says of every signature of PDF files: file, field, verdict and why, tab-separated, one signature a line.

Arguments: ROOT.der, then FILE.pdf=LEVEL (B-B, B-T, B-LT, B-LTA). Nothing is fetched. B-LT and B-LTA have to be proved from the
file's own DSS with a revocation answer for every certificate; B-LTA also by the AdES process of EN 319 102-1 with past
validation, and its document timestamps in their own right.
"""
import asyncio
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

ROOT = load_cert_from_pemder(sys.argv[1])
SPEC = PdfSignatureValidationSpec(
    SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=[ROOT]),
            revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
        ),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(
            online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
        ),
    )
)


def context(reader, level):
    settings = {"trust_roots": [ROOT], "allow_fetching": False}
    if level in ("B-LT", "B-LTA"):
        strict = dict(settings, revocation_mode="hard-fail")
        return DocumentSecurityStore.read_dss(reader).as_validation_context(strict)
    return ValidationContext(**settings, revocation_mode="soft-fail")


async def judge_signature(signature, reader, level):
    status = await async_validate_pdf_signature(signature, context(reader, level))
    flaws = [] if status.bottom_line else [status.summary()]
    if level != "B-B" and not (status.timestamp_validity and status.timestamp_validity.trusted):
        flaws.append("no trusted timestamp")
    if level == "B-LTA":
        result = await ades_lta_validation(signature, SPEC)
        if not str(result.ades_subindic).endswith("OK"):
            flaws.append(f"{result.ades_subindic} {result.failure_msg}")
        if result.oldest_evidence_record_timestamp is None:
            flaws.append("no document timestamp")
    return flaws


async def judge_timestamp(signature, reader):
    status = await async_validate_pdf_timestamp(signature, context(reader, "B-LTA"))
    return [] if status.valid and status.trusted and status.intact else [status.summary()]


async def judge(path, level):
    with open(path, "rb") as file:
        reader = PdfFileReader(file)
        for signature in reader.embedded_signatures:
            stamp = signature.sig_object_type == "/DocTimeStamp"
            kind = judge_timestamp(signature, reader) if stamp else judge_signature(signature, reader, level)
            try:
                flaws = await kind
            except Exception as error:  # a verdict too: pyHanko could not finish
                flaws = [repr(error)]
            print("\t".join([path, signature.field_name, "bad" if flaws else "good", "; ".join(flaws)]))


for argument in sys.argv[2:]:
    asyncio.run(judge(*argument.rsplit("=", 1)))
