// npm run fidelity [names]: the layout engine measured against LibreOffice; see tests/fidelity/README.md.
await import("../tests/fidelity/run.ts");
