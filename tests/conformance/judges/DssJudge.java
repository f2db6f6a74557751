import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.RevocationOrigin;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLToken;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import eu.europa.esig.dss.crl.CRLBinary;
import eu.europa.esig.dss.crl.CRLUtils;
import eu.europa.esig.dss.spi.CertificateExtensionsUtils;
import eu.europa.esig.dss.spi.DSSRevocationUtils;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;

/**
 * What EU DSS says of every signature of PDF files: file, format, indication and why, tab-separated, one signature a line.
 * Arguments: ROOT.der, then FILE.pdf=online or FILE.pdf=offline; online asks the places that certificates name, offline has
 * only what the file holds. The policy is the library's own.
 */
public final class DssJudge {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public static void main(String[] args) throws Exception {
    CommonTrustedCertificateSource anchors = new CommonTrustedCertificateSource();
    anchors.addCertificate(DSSUtils.loadCertificate(new File(args[0])));
    for (String arg : List.of(args).subList(1, args.length)) {
      String path = arg.substring(0, arg.lastIndexOf('='));
      CommonCertificateVerifier verifier = new CommonCertificateVerifier();
      verifier.setTrustedCertSources(anchors);
      if (arg.endsWith("=online")) {
        verifier.setOcspSource(DssJudge::askOcsp);
        verifier.setCrlSource(DssJudge::askCrl);
      }
      SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new FileDocument(path));
      validator.setCertificateVerifier(verifier);
      var report = validator.validateDocument().getSimpleReport();
      for (String id : report.getSignatureIdList()) {
        List<String> why = report.getAdESValidationErrors(id).stream().map(one -> one.getValue()).toList();
        System.out.println(String.join("\t", path, String.valueOf(report.getSignatureFormat(id)),
            String.valueOf(report.getIndication(id)), String.valueOf(report.getSubIndication(id)), String.join("; ", why)));
      }
    }
  }

  private static byte[] ask(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (Exception error) {
      throw new IllegalStateException(error);
    }
  }

  private static OCSPToken askOcsp(CertificateToken certificate, CertificateToken issuer) {
    try {
      List<String> places = CertificateExtensionsUtils.getOCSPAccessUrls(certificate);
      if (places.isEmpty()) return null;
      byte[] question = new OCSPReqBuilder()
          .addRequest(DSSRevocationUtils.getOCSPCertificateID(certificate, issuer, DigestAlgorithm.SHA1))
          .build().getEncoded();
      byte[] answer = ask(HttpRequest.newBuilder(URI.create(places.get(0)))
          .header("Content-Type", "application/ocsp-request")
          .POST(HttpRequest.BodyPublishers.ofByteArray(question)).build());
      BasicOCSPResp basic = (BasicOCSPResp) new OCSPResp(answer).getResponseObject();
      OCSPToken token = new OCSPToken(basic, basic.getResponses()[0], certificate, issuer);
      token.setExternalOrigin(RevocationOrigin.EXTERNAL);
      return token;
    } catch (Exception error) {
      throw new IllegalStateException(error);
    }
  }

  private static CRLToken askCrl(CertificateToken certificate, CertificateToken issuer) {
    try {
      List<String> places = CertificateExtensionsUtils.getCRLAccessUrls(certificate);
      if (places.isEmpty()) return null;
      CRLBinary crl = CRLUtils.buildCRLBinary(ask(HttpRequest.newBuilder(URI.create(places.get(0))).build()));
      CRLToken token = new CRLToken(certificate, CRLUtils.buildCRLValidity(crl, issuer));
      token.setExternalOrigin(RevocationOrigin.EXTERNAL);
      return token;
    } catch (Exception error) {
      throw new IllegalStateException(error);
    }
  }
}
