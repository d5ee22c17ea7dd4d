// A page with figures. What it does about what happens in it is fetched with the first that happens.

import './page/lead';
import './elements/fall-line';

if (document.querySelector('.lesson')) void import('./page/lesson');

/** A click that leads away is heard by a page that can fetch nothing any more. */
const gone = () => {};
for (const type of ['hashchange', 'fall-line-change', 'fall-line-fail', 'click', 'keydown'])
  addEventListener(type, (event) => import('./page/hear').then(({ hear }) => hear(event), gone));

/** Pictures under the figure are not worth a byte before somebody comes near them. */
const scenes = document.querySelector('.far');
const near = new IntersectionObserver(([seen]) => seen?.isIntersecting && scenes?.classList.remove('far'), {
  rootMargin: '100px',
});
if (scenes) near.observe(scenes);
