// An exercise as a package that learning platforms run (SCORM 1.2): the page that is one file, with the exercise in it, and
// the manifest.

import { plainly } from '../../text/html';
import { archive } from './archive';

/** `page` is fall-line.html; `document` the student's document, which holds no solution. */
export function packaged(page: string, document: string, title: string): Uint8Array<ArrayBuffer> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return archive({ 'imsmanifest.xml': bytes(manifest(title)), 'index.html': bytes(within(page, document)) });
}

/** The page with its own document: the first thing in it. */
function within(page: string, document: string): string {
  // nothing of a document ends a script
  const script = `<script type="application/json" id="document">${document.replaceAll('<', '\\u003c')}</script>`;
  return page.replace('<body>', () => `<body>${script}`);
}

function manifest(title: string): string {
  const name = plainly(title);
  return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="fall-line" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="all">
    <organization identifier="all"><title>${name}</title>
      <item identifier="exercise" identifierref="page"><title>${name}</title></item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html"><file href="index.html"/></resource>
  </resources>
</manifest>
`;
}
